import type { TimerClock } from '@nest-eureka/time';
import type { InstanceInfo } from '@nest-eureka/protocol';
import type { ExchangeOutcome } from '../anti-entropy/exchange-outcome.js';

export interface NetflixFillSettings {
  /** Rounds at most; 0: the registry is never filled (Java's numberRegistrySyncRetries). */
  readonly rounds: number;
  /** Before each round but the first. @default 30_000 */
  readonly waitMs: number;
}

export interface NetflixFillDeps {
  readonly clock: TimerClock;
  /** One for each service URL, in order: the first that answers counts, as it does for the server's own client in Java. */
  readonly readings: readonly ((signal: AbortSignal) => Promise<ExchangeOutcome<readonly InstanceInfo[]>>)[];
  /** True where the instance was accepted. */
  readonly register: (instance: InstanceInfo) => boolean;
}

/** Java's start: rounds of registering what a peer lists, until there is something (server.md 4.8). Leases begin anew. */
export class NetflixFill {
  readonly #abort = new AbortController();
  #endWait = (): void => {};

  constructor(
    private readonly settings: NetflixFillSettings,
    private readonly deps: NetflixFillDeps,
  ) {}

  /** How many instances came. */
  async run(): Promise<number> {
    const { rounds, waitMs } = this.settings;
    for (let round = 0; round < rounds; round++) {
      if (round > 0) await this.#wait(waitMs);
      if (this.#abort.signal.aborted) return 0;
      const count = await this.#round();
      if (count > 0) return count;
    }
    return 0;
  }

  stop(): void {
    this.#abort.abort();
    this.#endWait();
  }

  async #round(): Promise<number> {
    for (const read of this.deps.readings) {
      const told = await read(this.#abort.signal);
      if (told.kind === 'told') return told.value.filter((instance) => this.deps.register(instance)).length;
    }
    return 0;
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.deps.clock.after(ms, resolve);
      this.#endWait = () => {
        cancel();
        resolve();
      };
    });
  }
}
