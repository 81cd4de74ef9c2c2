import type { Applications } from '@nest-eureka/protocol';
import { Backoff } from '@nest-eureka/time';
import type { Cancel, TimerClock } from '@nest-eureka/time';
import { EventReader, maskCredentials, readApplications } from '@nest-eureka/transport';
import type { CallFailureReason, OpenedStream, StreamEvent, WatchCalls, WatchOutcome } from '@nest-eureka/transport';
import type { ClientEventListener } from '../client-event.js';
import type { FetchOutcome } from '../registry-fetcher-outcome.js';
import { Confirmations } from './confirmations.js';

/** Who keeps the local registry. Nothing here rejects. */
export interface StreamTaker {
  /** Takes changes over; whether the registry's hash agrees then, undefined when they are not wanted any more. */
  takeChanges(delta: Applications): Promise<boolean | undefined>;
  /** Takes a whole registry over; false when it is not believed, or not wanted any more. */
  takeWhole(registry: Applications): Promise<boolean>;
  /** Fetches, and not by a fetch that is under way already. */
  fetchAnew(): Promise<FetchOutcome>;
  /** Nothing has changed up to now. */
  noteCurrent(): void;
  /** Whether fetches are needed as a safety net only. */
  setWatching(isWatching: boolean): void;
}

export interface ChangeStreamSettings {
  /** These VIP addresses; none for everything. */
  readonly vips: readonly string[];
  /** Longest event, in characters. */
  readonly maxEventLength: number;
  /** The longest pause between fetches for a hash that does not agree. */
  readonly maxPauseMs: number;
}

export interface ChangeStreamDeps {
  readonly clock: TimerClock;
  readonly random: () => number;
  readonly onEvent: ClientEventListener;
}

/** Registries of ours show at least every 20 s that a stream lives. */
const SILENCE_MS = 30_000;
/** Something comes at once; what is not here by then is held back by a proxy. */
const FIRST_EVENT_MS = 5_000;
/** A stream that lived so long was a good one. */
const GOOD_MS = 60_000;
const RETRIES = { initialMs: 1_000, maxMs: 60_000, jitter: 0.5 };
const FIRST_DOUBT_MS = 1_000;
/** A registry without a stream may be replaced by one that has it, under the same URL. */
const ASK_AGAIN_MS = 1_800_000;
const OUT_OF_REACH: ReadonlySet<CallFailureReason> = new Set(['unreachable', 'timeout', 'no-server']);

interface Open {
  readonly server: string;
  readonly abort: AbortController;
}

/**
 * Keeps one change stream open at the registry that fetches go to, if that one offers any (docs/protocol.md). It begins after
 * a fetch; a registry that has no stream is asked again after half an hour. Whatever it tells is checked by its hash as a delta is; whatever
 * happens to it, fetches go on.
 */
export class ChangeStream {
  /** Registries without a stream, and until when they are not asked again; monotonic. */
  readonly #without = new Map<string, number>();
  readonly #retries: Backoff;
  readonly #doubts: Backoff;
  /** Monotonic. */
  #nextDoubtAt = -Infinity;
  /** A fetch that waits for the end of the pause. */
  #doubt: Cancel | undefined;
  #open: Open | undefined;
  /** The last stream came to nothing because the registry was not there. */
  #isOutOfReach = false;
  #lastId: string | undefined;
  #wake: Cancel | undefined;
  #isStopped = false;

  constructor(
    private readonly calls: WatchCalls,
    private readonly taker: StreamTaker,
    private readonly settings: ChangeStreamSettings,
    private readonly deps: ChangeStreamDeps,
  ) {
    this.#retries = new Backoff(RETRIES, deps.random);
    const { maxPauseMs } = settings;
    this.#doubts = new Backoff({ initialMs: Math.min(FIRST_DOUBT_MS, maxPauseMs), maxMs: maxPauseMs }, deps.random);
  }

  /** A fetch has succeeded: from here on changes are worth hearing. The stream follows the fetches to another registry. */
  fetched(): void {
    const { server } = this.calls;
    if (this.#isStopped || server === undefined) return;
    if (this.#open !== undefined) {
      if (this.#open.server !== server) this.#open.abort.abort();
      return;
    }
    const isWithout = (this.#without.get(server) ?? -Infinity) > this.deps.clock.monotonic();
    if (this.#wake === undefined && !isWithout) void this.#watch(server);
  }

  stop(): void {
    this.#isStopped = true;
    this.#wake?.();
    this.#doubt?.();
    this.#open?.abort.abort();
  }

  async #watch(server: string): Promise<void> {
    const { clock } = this.deps;
    const reading = new Reading(new EventReader(this.settings.maxEventLength));
    const abort = new AbortController();
    this.#open = { server, abort };
    let endPatience: Cancel = () => {};
    const outcome = await this.calls.open(
      {
        vips: this.settings.vips,
        since: this.#lastId,
        silenceMs: SILENCE_MS,
        onBegin: (stream) => {
          reading.begun(stream);
          endPatience = clock.after(FIRST_EVENT_MS, () => {
            reading.fault ??= `${server} opened a stream, but nothing comes through`;
            abort.abort();
          });
        },
        take: (piece) => this.#take(piece, reading, abort.signal, () => endPatience()),
      },
      abort.signal,
    );
    endPatience();
    this.#open = undefined;
    this.#ended(server, outcome, reading);
  }

  async #take(piece: Buffer, reading: Reading, signal: AbortSignal, isAlive: () => void): Promise<void> {
    try {
      for (const event of reading.events.read(piece)) {
        if (event.data !== '') isAlive();
        await this.#handle(event, reading, signal);
        if (signal.aborted) return;
        this.#lastId = event.id ?? this.#lastId;
        if (event.data !== '' && reading.liveAt === undefined) this.#live(reading);
      }
    } catch (error) {
      reading.fault ??= error instanceof Error ? error.message : String(error);
      throw error;
    }
  }

  async #handle({ type, id, data }: StreamEvent, reading: Reading, signal: AbortSignal): Promise<void> {
    switch (type) {
      case 'changes':
        return this.#changes(await this.#decode(data, signal));
      case 'snapshot':
        if (!(await this.taker.takeWhole(await this.#decode(data, signal)))) throw new Error('not believed yet');
        return;
      case 'start-over': {
        const { kind } = await this.taker.fetchAnew();
        if (kind !== 'fetched') throw new Error(`the registry could not be fetched (${kind})`);
        return;
      }
      case 'confirm':
        return reading.confirmations?.add(data);
      default:
        if (id !== undefined && reading.liveAt !== undefined) this.taker.noteCurrent();
    }
  }

  async #changes(delta: Applications): Promise<void> {
    const { clock } = this.deps;
    const agrees = await this.taker.takeChanges(delta);
    if (agrees === undefined) return;
    this.#doubt?.();
    this.#doubt = undefined;
    if (agrees) {
      this.#doubts.reset();
      this.#nextDoubtAt = -Infinity;
    } else if (clock.monotonic() >= this.#nextDoubtAt) {
      this.#nextDoubtAt = clock.monotonic() + this.#doubts.next();
      await this.taker.fetchAnew();
    } else {
      // nothing more may come that would tell again
      this.#doubt = clock.after(this.#nextDoubtAt - clock.monotonic(), () => void this.taker.fetchAnew());
    }
  }

  async #decode(text: string, signal: AbortSignal): Promise<Applications> {
    const decoded = await readApplications(text, 'json', { clock: this.deps.clock, signal });
    if (decoded === 'aborted') throw new Error('given up');
    if (!decoded.ok) throw new Error(`an event cannot be read: ${decoded.fault.message}`);
    return decoded.value;
  }

  #live(reading: Reading): void {
    const { clock, onEvent } = this.deps;
    reading.liveAt = clock.monotonic();
    this.taker.setWatching(true);
    onEvent({ type: 'watch-opened', at: clock.now(), server: reading.server });
  }

  #ended(server: string, outcome: WatchOutcome, { liveAt, fault }: Reading): void {
    if (this.#isStopped) return;
    const { clock, onEvent } = this.deps;
    if (liveAt !== undefined) {
      if (clock.monotonic() - liveAt >= GOOD_MS) this.#retries.reset();
      const message = maskCredentials(fault ?? messageOf(outcome));
      onEvent({ type: 'watch-ended', at: clock.now(), server, message });
      this.taker.setWatching(false);
    }
    this.#isOutOfReach = liveAt === undefined && outcome.kind === 'failed' && OUT_OF_REACH.has(outcome.reason);
    if (outcome.kind === 'not-offered') {
      this.#without.set(server, clock.monotonic() + ASK_AGAIN_MS);
      return;
    }
    this.#retryLater();
  }

  #retryLater(): void {
    this.#wake = this.deps.clock.after(this.#retries.next(), () => {
      this.#wake = undefined;
      void this.#retry();
    });
  }

  /** Where no registry is known to answer, a fetch finds one, and the stream follows. */
  async #retry(): Promise<void> {
    if (this.calls.server !== undefined && !this.#isOutOfReach) return this.fetched();
    const { kind } = await this.taker.fetchAnew();
    if (kind === 'fetched') this.fetched();
    else if (!this.#isStopped && this.#wake === undefined && this.#open === undefined) this.#retryLater();
  }
}

/** One stream while it is read. */
class Reading {
  /** Monotonic instant since which the stream has shown that it works. */
  liveAt: number | undefined;
  /** Why this side gave it up. */
  fault: string | undefined;
  confirmations: Confirmations | undefined;
  server = '';

  constructor(readonly events: EventReader) {}

  begun(stream: OpenedStream): void {
    this.server = stream.server;
    this.confirmations = new Confirmations((revision) => stream.confirm(revision));
  }
}

function messageOf(outcome: WatchOutcome): string {
  return 'message' in outcome ? outcome.message : `${outcome.server} ended the stream`;
}
