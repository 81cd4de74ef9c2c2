import { listenToChanges } from '../api/change-stream.js';
import type { RegistryApi } from '../api/registry-api.js';

/** What the page knows of its connection; a new value with every change. */
export interface ConnectionState {
  /** Counts what was heard, so that what is shown is read anew. */
  readonly revision: number;
  readonly isLive: boolean;
}

/** Under a stream of changes everything is read anew no more often than this. */
const LEAST_PAUSE_MS = 300;
/** Without the stream, and for what the stream does not tell. */
const POLL_MS = 5_000;

/** One stream for the page, as long as the page is seen; several views listen to it. */
export class RegistryConnection {
  #state: ConnectionState = { revision: 0, isLive: false };
  readonly #listeners = new Set<() => void>();
  #stop: AbortController | undefined;
  #poll: ReturnType<typeof setInterval> | undefined;
  #due: ReturnType<typeof setTimeout> | undefined;
  #lastAt = 0;

  constructor(private readonly api: RegistryApi) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly current = (): ConnectionState => this.#state;

  /** Follows the page's being seen: a browser has few connections for each host. */
  follow(document: Document): () => void {
    const look = (): void => (document.hidden ? this.#pause() : this.#resume());
    document.addEventListener('visibilitychange', look);
    look();
    return () => {
      document.removeEventListener('visibilitychange', look);
      this.#pause();
    };
  }

  /** Something was done here: look at once. */
  readonly refresh = (): void => this.#tell();

  #resume(): void {
    if (this.#stop !== undefined) return;
    this.#stop = new AbortController();
    this.#poll = setInterval(() => this.#tell(), POLL_MS);
    this.#tell();
    void listenToChanges(
      this.api.watchUrl,
      {
        changed: () => this.#soon(),
        connected: () => this.#live(true),
        disconnected: () => this.#live(false),
      },
      this.#stop.signal,
    );
  }

  #pause(): void {
    this.#stop?.abort();
    this.#stop = undefined;
    clearInterval(this.#poll);
    clearTimeout(this.#due);
    this.#due = undefined;
  }

  #soon(): void {
    if (this.#due !== undefined) return;
    const waitMs = Math.max(0, this.#lastAt + LEAST_PAUSE_MS - Date.now());
    this.#due = setTimeout(() => this.#tell(), waitMs);
  }

  #tell(): void {
    this.#due = undefined;
    this.#lastAt = Date.now();
    this.#become({ ...this.#state, revision: this.#state.revision + 1 });
  }

  #live(isLive: boolean): void {
    if (isLive !== this.#state.isLive) this.#become({ ...this.#state, isLive });
    if (isLive) this.#soon();
  }

  #become(state: ConnectionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
