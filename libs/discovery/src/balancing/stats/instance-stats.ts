import { isFailure } from './attempt-outcome.js';
import type { AttemptOutcome } from './attempt-outcome.js';
import { blackoutMs, DEFAULT_CIRCUIT } from './circuit.js';
import type { CircuitSettings } from './circuit.js';

/** After this time without a change Ribbon takes requests in flight for lost (client.md 6.2). */
const ACTIVE_WINDOW_MS = 600_000;
/** Ribbon counts failures within windows of this length. */
const FAILURE_WINDOW_MS = 1000;
/** A measurement this old weighs 1/e of a new one. */
const LATENCY_DECAY_MS = 10_000;

/** What calls to one instance have shown; kept across snapshots. Instants are monotonic ms. */
export class InstanceStats {
  #inFlight = 0;
  #active = 0;
  #activeChangedAt = 0;
  #consecutiveFailures = 0;
  #connectionFailures = 0;
  #lastConnectionFailureAt = 0;
  #windowFailures = 0;
  #windowEndsAt = 0;
  #answers = 0;
  #answersMs = 0;
  #latencyMs = 0;
  #latencyAt = 0;
  #recentAnswers = 0;

  /** `freshSince` is when the instance appeared while we watched; undefined when it was there from the start. */
  constructor(
    private readonly circuit: CircuitSettings = DEFAULT_CIRCUIT,
    public freshSince?: number,
  ) {}

  /** Attempts begun and not ended. */
  get inFlight(): number {
    return this.#inFlight;
  }

  /** Failed attempts since the last good one. */
  get consecutiveFailures(): number {
    return this.#consecutiveFailures;
  }

  /** Answers measured so far, those of failures not among them. */
  get answers(): number {
    return this.#answers;
  }

  /** Answers measured since the instance was last let back from ejection for slowness. */
  get recentAnswers(): number {
    return this.#recentAnswers;
  }

  /** Whether `latencyMs` tells of now rather than of some time ago. */
  isFreshlyMeasured(now: number): boolean {
    return this.#recentAnswers > 0 && now - this.#latencyAt <= LATENCY_DECAY_MS;
  }

  /** Mean response time ever; 0 before the first answer. Ribbon's `responseTimeAvg`. */
  get meanMs(): number {
    return this.#answers === 0 ? 0 : this.#answersMs / this.#answers;
  }

  /** Response time, recent answers counting most; 0 before the first. */
  get latencyMs(): number {
    return this.#latencyMs;
  }

  /** `latencyMs` fading to 0 while nothing is measured, so that a slow instance is tried again. */
  fadingLatencyMs(now: number): number {
    return this.#latencyMs * Math.exp(-Math.max(0, now - this.#latencyAt) / LATENCY_DECAY_MS);
  }

  /** Ribbon's active requests: as `inFlight`, but 0 when nothing has changed for 600 s. */
  activeAt(now: number): number {
    return now - this.#activeChangedAt > ACTIVE_WINDOW_MS ? 0 : this.#active;
  }

  /** Failures within Ribbon's running window of one second. */
  failuresAt(now: number): number {
    return now >= this.#windowEndsAt ? 0 : this.#windowFailures;
  }

  /** Whether Ribbon's circuit is open. */
  isTripped(now: number): boolean {
    const blackout = blackoutMs(this.#connectionFailures, this.circuit);
    return blackout > 0 && this.#lastConnectionFailureAt + blackout > now;
  }

  /** Back from ejection: fresh again, and its speed counts anew when that was the cause. */
  returned(forgetLatency: boolean, now: number): void {
    this.freshSince = now;
    if (forgetLatency) this.#recentAnswers = 0;
  }

  begin(now: number): void {
    this.#inFlight += 1;
    this.#active = this.activeAt(now) + 1;
    this.#activeChangedAt = now;
  }

  end(outcome: AttemptOutcome, now: number): void {
    this.#inFlight = Math.max(0, this.#inFlight - 1);
    this.#active = Math.max(0, this.activeAt(now) - 1);
    this.#activeChangedAt = now;
    if (outcome.type === 'abandoned') return;
    this.#countConnectionFailure(outcome, now);
    if (isFailure(outcome)) {
      this.#consecutiveFailures += 1;
      return;
    }
    this.#consecutiveFailures = 0;
    if (outcome.type === 'answered') this.#measure(outcome.tookMs, now);
  }

  /** Ribbon's circuit looks at connections only: an answer of any status closes it (client.md 6.2). */
  #countConnectionFailure(outcome: AttemptOutcome, now: number): void {
    if (outcome.type !== 'failed' || outcome.fault === 'other') {
      this.#connectionFailures = 0;
      return;
    }
    this.#connectionFailures += 1;
    this.#lastConnectionFailureAt = now;
    if (now >= this.#windowEndsAt) {
      this.#windowFailures = 0;
      this.#windowEndsAt = now + FAILURE_WINDOW_MS;
    }
    this.#windowFailures += 1;
  }

  /** A failure answered at once must not make an instance look fast, so only good answers are measured. */
  #measure(tookMs: number, now: number): void {
    const kept = this.#recentAnswers === 0 ? 0 : Math.exp(-Math.max(0, now - this.#latencyAt) / LATENCY_DECAY_MS);
    // calls in quick succession would otherwise hardly count: a measurement weighs at least a tenth
    const share = Math.max(1 - kept, 0.1);
    this.#latencyMs += (tookMs - this.#latencyMs) * share;
    this.#latencyAt = now;
    this.#answers += 1;
    this.#recentAnswers += 1;
    this.#answersMs += tookMs;
  }
}
