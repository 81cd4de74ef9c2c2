import type { Clock } from '@nest-eureka/time';

/** A client that polls does so every 30 s, and may miss a round or two. */
const POLLING_MS = 90_000;
const MAX_NAMES = 10_000;
const MAX_NAME_LENGTH = 64;

export interface LikelyPolls {
  readonly named: number;
  readonly nameless: boolean;
}

/** Whether there are clients that learn of changes by asking: nobody knows what those have seen. */
export class Polls {
  #namelessAt = -Infinity;
  /** When each client without a stream has read last, the latest at the end. */
  readonly #readAt = new Map<string, number>();
  /** How many streams each client has. */
  readonly #streams = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  /** Somebody has read the registry; our clients say who they are. */
  noted(name: string | undefined): void {
    const now = this.clock.monotonic();
    if (name === undefined || name.length > MAX_NAME_LENGTH) this.#namelessAt = now;
    else if (!this.#streams.has(name)) {
      this.#readAt.delete(name);
      this.#readAt.set(name, now);
      if (this.#readAt.size > MAX_NAMES) this.#forgetOldest();
    }
  }

  /** From now on the client hears of changes, and what it has read before does not matter any more. */
  opened(name: string | undefined): void {
    if (name === undefined || name.length > MAX_NAME_LENGTH) return;
    this.#readAt.delete(name);
    this.#streams.set(name, (this.#streams.get(name) ?? 0) + 1);
  }

  closed(name: string | undefined): void {
    const streams = this.#streams.get(name ?? '') ?? 0;
    if (streams > 1) this.#streams.set(name ?? '', streams - 1);
    else this.#streams.delete(name ?? '');
  }

  /** Who has read within the last 90 s and has no stream: so many clients that say who they are, and whether others did. */
  get likely(): LikelyPolls {
    const now = this.clock.monotonic();
    let named = 0;
    for (const at of this.#readAt.values()) if (now - at < POLLING_MS) named++;
    return { named, nameless: now - this.#namelessAt < POLLING_MS };
  }

  get areLikely(): boolean {
    const latest = Math.max(this.#namelessAt, [...this.#readAt.values()].at(-1) ?? -Infinity);
    return this.clock.monotonic() - latest < POLLING_MS;
  }

  #forgetOldest(): void {
    const [oldest] = this.#readAt;
    if (oldest === undefined) return;
    this.#readAt.delete(oldest[0]);
    this.#namelessAt = Math.max(this.#namelessAt, oldest[1]);
  }
}
