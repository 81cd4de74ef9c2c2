import type { TimerClock } from '@nest-eureka/time';
import { Loop } from '@nest-eureka/time';
import type { Endpoint } from '../endpoint/endpoint.js';

/** Finds the registries, in the order in which to ask them. Rejects when they cannot be found. */
export type ServerSource = () => Promise<readonly Endpoint[]>;

export interface ServerListDeps {
  readonly clock: TimerClock;
  readonly onWarning: (message: string) => void;
}

/**
 * The registries to ask, made anew every so often from the first use on. A refresh that fails keeps the list that is there; an
 * empty list replaces it (client.md 3.8).
 */
export class ServerList {
  readonly #loop: Loop;
  #endpoints: readonly Endpoint[] | undefined;
  #lastWarning: string | undefined;
  #isClosed = false;

  constructor(
    private readonly source: ServerSource,
    intervalMs: number,
    private readonly deps: ServerListDeps,
  ) {
    this.#loop = new Loop(
      intervalMs,
      () => this.#refresh(),
      deps.clock,
      (error) => this.#warn(error),
    );
  }

  /** Never rejects; empty where none is known. As long as no look-up succeeded, each use tries one. */
  async endpoints(): Promise<readonly Endpoint[]> {
    if (this.#isClosed) return [];
    this.#loop.start();
    if (this.#endpoints === undefined) await this.#loop.tick();
    return this.#endpoints ?? [];
  }

  /** How many are known by now. */
  get size(): number {
    return this.#endpoints?.length ?? 0;
  }

  /** The registry of that service URL, if it is in the list. */
  find(url: string): Endpoint | undefined {
    return this.#endpoints?.find((endpoint) => endpoint.url === url);
  }

  close(): void {
    this.#isClosed = true;
    this.#loop.stop();
  }

  async #refresh(): Promise<void> {
    this.#endpoints = await this.source();
    this.#lastWarning = undefined;
  }

  /** The same trouble is told once. */
  #warn(error: unknown): void {
    const message = `The list of registries cannot be made: ${error instanceof Error ? error.message : String(error)}`;
    if (message === this.#lastWarning) return;
    this.#lastWarning = message;
    this.deps.onWarning(message);
  }
}
