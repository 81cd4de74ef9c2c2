import type { TimerClock } from '@nest-eureka/time';

/** How a request came out, as far as its sender can tell. */
export type Delivery<T> =
  { readonly kind: 'answered'; readonly value: T } | { readonly kind: 'refused' } | { readonly kind: 'silent' };

/** After so long a sender gives up. */
const TIMEOUT_MS = 5_000;

/** What a direction between two nodes does to messages. */
export interface Link {
  readonly isCut: boolean;
  /** Longest delay of one way. */
  readonly delayMs: number;
  /** Share of messages that get lost, each way. */
  readonly loss: number;
}

const GOOD: Link = { isCut: false, delayMs: 5, loss: 0 };

/** Carries requests between nodes by number, with losses, delays and cuts, on a clock that a test moves. */
export class SimulatedNetwork {
  readonly #links = new Map<string, Link>();
  readonly #listening = new Set<number>();

  constructor(
    private readonly clock: TimerClock,
    private readonly random: () => number,
  ) {}

  set(from: number, to: number, changes: Partial<Link>): void {
    this.#links.set(`${from}>${to}`, { ...this.#link(from, to), ...changes });
  }

  heal(): void {
    this.#links.clear();
  }

  listen(node: number, isListening: boolean): void {
    if (isListening) this.#listening.add(node);
    else this.#listening.delete(node);
  }

  /** `handle` runs where and when the request arrives, which may be after its sender gave up. */
  send<T>(from: number, to: number, signal: AbortSignal, handle: () => Promise<T>): Promise<Delivery<T>> {
    return new Promise((resolve) => {
      const cancelTimeout = this.clock.after(TIMEOUT_MS, () => end({ kind: 'silent' }));
      const end = (delivery: Delivery<T>): void => {
        cancelTimeout();
        signal.removeEventListener('abort', onAbort);
        resolve(delivery);
      };
      const onAbort = (): void => end({ kind: 'silent' });
      signal.addEventListener('abort', onAbort, { once: true });
      this.#carry(from, to, () => {
        if (!this.#listening.has(to)) return end({ kind: 'refused' });
        void handle().then((value) => {
          // an answer of a node that was killed meanwhile never leaves it
          if (!this.#listening.has(to)) return end({ kind: 'refused' });
          this.#carry(to, from, () => end({ kind: 'answered', value }));
        });
      });
    });
  }

  #carry(from: number, to: number, arrive: () => void): void {
    const { isCut, loss, delayMs } = this.#link(from, to);
    if (isCut || this.random() < loss) return;
    this.clock.after(this.random() * delayMs, arrive);
  }

  #link(from: number, to: number): Link {
    return this.#links.get(`${from}>${to}`) ?? GOOD;
  }
}
