import type { Clock } from '@nest-eureka/time';
import { MeasuredRate } from './measured-rate.js';
import type { RegistryEvent, RegistryListener } from './registry-event.js';

export interface RenewalThresholdSettings {
  /** Share of the expected renewals that must come. @default 0.85 */
  readonly renewalPercentThreshold: number;
  /** How often a client is expected to renew; 0 and less count as 30. @default 30 */
  readonly expectedClientRenewalIntervalSeconds: number;
  /** How many clients are expected before the registry opens. @default 1 (Spring; Netflix has 0) */
  readonly initialExpectedClients: number;
  readonly selfPreservationEnabled: boolean;
}

/** How many renewals a minute Netflix's self-preservation asks for (server.md 2.10). */
export function renewalThreshold(expectedClients: number, intervalSeconds: number, share: number): number {
  const perMinute = 60 / (intervalSeconds > 0 ? intervalSeconds : 30);
  return Math.trunc(expectedClients * perMinute * share);
}

/** Counts expected clients and the renewals that really come; also in modern mode, where both are only shown. */
export class RenewalThreshold implements RegistryListener {
  readonly #renewals: MeasuredRate;
  #expectedClients: number;
  #threshold = 0;

  constructor(
    clock: Clock,
    private readonly settings: RenewalThresholdSettings,
  ) {
    this.#renewals = new MeasuredRate(clock);
    this.#expectedClients = settings.initialExpectedClients;
    this.#recompute();
  }

  get expectedClients(): number {
    return this.#expectedClients;
  }

  /** Renewals a minute that must be exceeded. */
  get threshold(): number {
    return this.#threshold;
  }

  /** Renewals in the last complete minute. */
  get renewalsLastMinute(): number {
    return this.#renewals.count();
  }

  /** Renewals a minute if every expected client sends its own. */
  get expectedRenewals(): number {
    return renewalThreshold(this.#expectedClients, this.settings.expectedClientRenewalIntervalSeconds, 1);
  }

  /** Begins to count renewals; `count` clients are expected from now on. */
  openForTraffic(count: number): void {
    this.#expect(count);
    this.#renewals.start();
  }

  /** The 15-minute task, given how many instances the server's own client sees (server.md 2.11). */
  update(count: number): void {
    const { renewalPercentThreshold, selfPreservationEnabled } = this.settings;
    if (count > renewalPercentThreshold * this.#expectedClients || !selfPreservationEnabled) this.#expect(count);
  }

  on(event: RegistryEvent): void {
    if (event.type === 'renewed') this.#renewals.increment(event.lease.renewedAt);
    else if (event.type === 'registered' && event.replaced === undefined) this.#adjust(1);
    else if (event.type === 'cancelled') this.#adjust(-1);
  }

  /** 0 is sticky: nobody is expected until the registry opens or the task says so (server.md 9.16). */
  #adjust(by: number): void {
    if (this.#expectedClients > 0) this.#expect(this.#expectedClients + by);
  }

  #expect(clients: number): void {
    this.#expectedClients = clients;
    this.#recompute();
  }

  #recompute(): void {
    const { expectedClientRenewalIntervalSeconds, renewalPercentThreshold } = this.settings;
    this.#threshold = renewalThreshold(
      this.#expectedClients,
      expectedClientRenewalIntervalSeconds,
      renewalPercentThreshold,
    );
  }
}
