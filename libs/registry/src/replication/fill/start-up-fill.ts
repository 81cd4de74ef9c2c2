import { Backoff } from '@nest-eureka/time';
import type { BackoffOptions, Cancel, TimerClock } from '@nest-eureka/time';
import type { FillReading, FillSource } from './fill-reading.js';

export interface StartUpFillSettings {
  /** How long a node waits for peers that refuse every connection. @default 5_000 */
  readonly waitWhenRefusedMs: number;
  /** How long it waits at most, whatever the peers do. @default 30_000 */
  readonly deadlineMs: number;
  /** Between two readings of a peer. */
  readonly retry: BackoffOptions;
}

export const DEFAULT_FILL_RETRY: BackoffOptions = { initialMs: 250, maxMs: 1000, jitter: 0.5 };

/** Why the registry may be read. */
export type FillEnd =
  | { readonly reason: 'alone' }
  /** It holds what that peer holds, which may be a node of ours. */
  | { readonly reason: 'in-step'; readonly url: string; readonly isOurs: boolean; readonly leases: number }
  /** Whoever answers has just started as well, and everything of theirs is here. */
  | { readonly reason: 'all-starting' }
  | { readonly reason: 'refused' }
  | { readonly reason: 'deadline'; readonly messages: readonly string[] };

export interface StartUpFillDeps {
  readonly clock: TimerClock;
  /** Numbers in [0, 1). */
  readonly random: () => number;
  /** Is told once. */
  readonly onEnd: (end: FillEnd) => void;
  readonly onError: (error: unknown) => void;
}

interface Reader {
  readonly source: FillSource;
  readonly backoff: Backoff;
  last: FillReading | undefined;
  cancelRetry: Cancel;
}

/**
 * Fills a node from all its peers when it starts, and says when it may be read (architecture section 5, modern start-up): as
 * soon as it has everything of one peer whose own start is over. The others are still read once; what is missed then is for
 * the comparing of registries.
 */
export class StartUpFill {
  readonly #abort = new AbortController();
  #readers: readonly Reader[] = [];
  #end: FillEnd | undefined;
  #isPatienceOver = false;
  #cancelTimers: readonly Cancel[] = [];

  constructor(
    private readonly settings: StartUpFillSettings,
    private readonly deps: StartUpFillDeps,
  ) {}

  get isOver(): boolean {
    return this.#end !== undefined;
  }

  start(sources: readonly FillSource[]): void {
    const { clock, random } = this.deps;
    const { waitWhenRefusedMs, deadlineMs, retry } = this.settings;
    this.#readers = sources.map((source) => ({
      source,
      backoff: new Backoff(retry, random),
      last: undefined,
      cancelRetry: () => {},
    }));
    this.#cancelTimers = [
      clock.after(waitWhenRefusedMs, () => {
        this.#isPatienceOver = true;
        this.#judge();
      }),
      clock.after(deadlineMs, () => this.#finish({ reason: 'deadline', messages: this.#messages() })),
    ];
    this.#judge();
    for (const reader of this.#readers) void this.#read(reader);
  }

  /** Reads no further; the end is not told any more. */
  stop(): void {
    this.#abort.abort();
    this.#quiet();
  }

  async #read(reader: Reader): Promise<void> {
    const { signal } = this.#abort;
    const reading = await this.#attempt(reader, signal);
    if (signal.aborted) return;
    reader.last = reading;
    this.#judge();
    // what a starting peer has may still grow
    const isDone = reading.kind === 'self' || (reading.kind === 'taken' && reading.isFilled);
    if (isDone || this.#end !== undefined) return;
    const askedMs = reading.kind === 'failed' ? (reading.retryAfterMs ?? 0) : 0;
    const waitMs = Math.max(reader.backoff.next(), askedMs);
    reader.cancelRetry = this.deps.clock.after(waitMs, () => void this.#read(reader));
  }

  async #attempt({ source }: Reader, signal: AbortSignal): Promise<FillReading> {
    try {
      return await source.read(signal);
    } catch (error) {
      this.deps.onError(error);
      return { kind: 'failed', message: 'could not be read' };
    }
  }

  #judge(): void {
    const peers = this.#readers.filter(({ last }) => last?.kind !== 'self');
    if (peers.length === 0) return this.#finish({ reason: 'alone' });
    for (const { source, last } of peers) {
      if (last?.kind !== 'taken' || !last.isFilled) continue;
      const { isOurs, leases } = last;
      return this.#finish({ reason: 'in-step', url: source.url, isOurs, leases });
    }
    const isStarting = ({ last }: Reader): boolean => last?.kind === 'taken';
    const isRefused = ({ last }: Reader): boolean => last?.kind === 'refused';
    if (peers.every((peer) => isStarting(peer) || isRefused(peer))) {
      if (peers.some(isStarting)) this.#finish({ reason: 'all-starting' });
      else if (this.#isPatienceOver) this.#finish({ reason: 'refused' });
    }
  }

  #finish(end: FillEnd): void {
    if (this.#end !== undefined) return;
    this.#end = end;
    this.#quiet();
    this.deps.onEnd(end);
  }

  #quiet(): void {
    for (const cancel of this.#cancelTimers) cancel();
    for (const { cancelRetry } of this.#readers) cancelRetry();
  }

  #messages(): readonly string[] {
    return this.#readers.map(({ source: { url }, last }) => {
      if (last === undefined) return `${url} has not answered`;
      return last.kind === 'refused' || last.kind === 'failed' ? `${url} ${last.message}` : `${url} is starting`;
    });
  }
}
