import type { Clock } from '@nest-eureka/time';
import type { Reply } from '../wire/reply.js';
import { Refusals } from './refusals.js';

/** Upper bounds, in seconds; most answers take less than a millisecond. */
export const DURATION_BOUNDS: readonly number[] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5, 10];

/** What is asked for; one and the same object for each method of a route. */
export interface MeasuredOperation {
  /** As the table of roles names it: `GET apps/*`. */
  readonly name: string;
}

/** What has been measured of one method of one route. */
export interface RouteReadings {
  readonly name: string;
  /** By status. */
  readonly answers: ReadonlyMap<number, number>;
  /** How many took no longer than each bound and longer than the one before; the last one: longer than all. */
  readonly durations: readonly number[];
  readonly totalSeconds: number;
  /** Answers that were ready at once, out of bytes that are kept; of lists alone. */
  readonly ready: number;
  /** Answers that had to be put together first; of lists alone. */
  readonly built: number;
  /** Of lists alone. */
  readonly bytes: number;
}

interface Tally {
  readonly name: string;
  readonly answers: Map<number, number>;
  readonly durations: number[];
  totalSeconds: number;
  ready: number;
  built: number;
  bytes: number;
}

/** Counts and times what is answered, by route. A heartbeat pays for two looks at the clock and a few additions. */
export class RequestMeter {
  readonly refusals = new Refusals();
  readonly #tallies = new Map<MeasuredOperation, Tally>();

  constructor(private readonly clock: Clock) {}

  /** Answers, and measures how long that took; `answer` is the operation's own. */
  measure(operation: MeasuredOperation, answer: () => Reply | Promise<Reply>): Reply | Promise<Reply> {
    const startedAt = this.clock.monotonic();
    const reply = answer();
    if (!(reply instanceof Promise)) {
      this.#note(operation, reply, startedAt, true);
      return reply;
    }
    return reply.then((ready) => {
      this.#note(operation, ready, startedAt, false);
      return ready;
    });
  }

  /** Of each that was asked for. */
  readings(): readonly RouteReadings[] {
    return [...this.#tallies.values()];
  }

  #note(operation: MeasuredOperation, reply: Reply, startedAt: number, isReady: boolean): void {
    const seconds = Math.max(0, this.clock.monotonic() - startedAt) / 1000;
    let tally = this.#tallies.get(operation);
    if (tally === undefined) this.#tallies.set(operation, (tally = newTally(operation)));
    const status = statusOf(reply);
    tally.answers.set(status, (tally.answers.get(status) ?? 0) + 1);
    const place = DURATION_BOUNDS.findIndex((bound) => seconds <= bound);
    const bucket = place < 0 ? DURATION_BOUNDS.length : place;
    tally.durations[bucket] = (tally.durations[bucket] ?? 0) + 1;
    tally.totalSeconds += seconds;
    if (reply.kind !== 'payload') return;
    tally.bytes += reply.payload.byteLength;
    if (isReady) tally.ready++;
    else tally.built++;
  }
}

function newTally({ name }: MeasuredOperation): Tally {
  const durations = Array.from({ length: DURATION_BOUNDS.length + 1 }, () => 0);
  return { name, answers: new Map(), durations, totalSeconds: 0, ready: 0, built: 0, bytes: 0 };
}

/** A list or a stream is a 200; whether the client has it already is found out when it is written. */
function statusOf(reply: Reply): number {
  return 'status' in reply ? reply.status : 200;
}
