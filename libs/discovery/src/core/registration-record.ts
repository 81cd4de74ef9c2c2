import type { RegistrationReport } from './registration-report.js';

/** How the calls of a registration went, for its report. Instants are ms since the epoch. */
export class RegistrationRecord {
  #registerFails = false;
  #heartbeatFails = false;
  #lastHeartbeatAt: number | undefined;
  #lastFailure: RegistrationReport['lastFailure'];
  #registrations = 0;

  get isFailing(): boolean {
    return this.#registerFails || this.#heartbeatFails;
  }

  get registrations(): number {
    return this.#registrations;
  }

  registered(at: number): void {
    this.#registrations += 1;
    this.#registerFails = false;
    this.renewed(at);
  }

  renewed(at: number): void {
    this.#heartbeatFails = false;
    this.#lastHeartbeatAt = at;
  }

  failed(purpose: 'register' | 'heartbeat', at: number, message: string): void {
    if (purpose === 'register') this.#registerFails = true;
    else this.#heartbeatFails = true;
    this.#lastFailure = { at, message };
  }

  report(state: RegistrationReport['state']): RegistrationReport {
    return {
      state,
      lastHeartbeatAt: this.#lastHeartbeatAt,
      lastFailure: this.#lastFailure,
      registrations: this.#registrations,
    };
  }
}
