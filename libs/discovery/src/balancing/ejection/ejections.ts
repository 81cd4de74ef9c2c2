import type { Candidate } from '../candidate.js';
import { DEFAULT_EJECTION } from './ejection-options.js';
import type { EjectionOptions } from './ejection-options.js';
import { slowerThanOthers } from './slower-than-others.js';

export type EjectionCause = 'failures' | 'latency';

/** What is told of an instance that is taken out. `untilAt` is monotonic ms. */
export interface Ejection {
  readonly id: string;
  readonly cause: EjectionCause;
  readonly untilAt: number;
  /** The how many-th time in close succession. */
  readonly times: number;
}

/** Who of one service is out, since calls to it failed or were slow, and when it comes back. Instants are monotonic ms. */
export class Ejections {
  readonly #settings: Required<EjectionOptions>;
  readonly #out = new Map<string, Ejection>();
  /** How often somebody was out and since when it is back, for as long as that makes the next time longer. */
  readonly #past = new Map<string, { readonly times: number; readonly backAt: number }>();
  #watched: readonly Candidate[] = [];
  #byId: ReadonlyMap<string, Candidate> = new Map();
  #revision = 0;
  #nextBackAt = Infinity;
  #nextLatencyCheckAt = -Infinity;

  constructor(
    options: EjectionOptions = {},
    private readonly onEjected: (ejection: Ejection) => void = () => undefined,
  ) {
    this.#settings = { ...DEFAULT_EJECTION, ...options };
  }

  /** Grows with every change of who is out, returns that are due included. */
  revisionAt(now: number): number {
    if (now >= this.#nextBackAt) this.#letBack(now);
    return this.#revision;
  }

  /** How many are out. */
  get size(): number {
    return this.#out.size;
  }

  isOut(id: string): boolean {
    return this.#out.has(id);
  }

  /** Takes over a new snapshot. Who left is forgotten; when the share is passed now, those due first come back at once. */
  watch(candidates: readonly Candidate[], now: number): void {
    this.#watched = candidates.filter((candidate) => candidate.status === 'UP');
    this.#byId = new Map(this.#watched.map((candidate) => [candidate.id, candidate]));
    for (const id of this.#out.keys()) if (!this.#byId.has(id)) this.#release(id, now);
    for (const id of this.#past.keys()) if (!this.#byId.has(id)) this.#past.delete(id);
    const dueFirst = [...this.#out.values()].sort((a, b) => a.untilAt - b.untilAt);
    for (const { id } of dueFirst.slice(0, Math.max(0, this.#out.size - this.#allowed))) this.#release(id, now);
    this.#revision += 1;
  }

  /** To be called after the candidate's statistics have taken in an outcome; `failed` = that counts against the instance. */
  consider(candidate: Candidate, failed: boolean, now: number): void {
    const { consecutiveFailures, latencyFactor, latencyCheckMs } = this.#settings;
    const { stats } = candidate;
    if (failed && consecutiveFailures > 0 && stats.consecutiveFailures >= consecutiveFailures) {
      this.#eject(candidate.id, 'failures', now);
    }
    if (latencyFactor <= 0 || now < this.#nextLatencyCheckAt) return;
    this.#nextLatencyCheckAt = now + latencyCheckMs;
    for (const slow of slowerThanOthers(this.#watched, this.#settings, now)) this.#eject(slow.id, 'latency', now);
  }

  get #allowed(): number {
    return Math.floor(this.#watched.length * this.#settings.maxShare);
  }

  #eject(id: string, cause: EjectionCause, now: number): void {
    if (now >= this.#nextBackAt) this.#letBack(now);
    if (this.#out.has(id) || !this.#byId.has(id) || this.#out.size >= this.#allowed) return;
    const times = this.#pastTimes(id, now) + 1;
    const { baseMs, maxMs } = this.#settings;
    const untilAt = now + Math.min(maxMs, baseMs * 2 ** (times - 1));
    const ejection = { id, cause, untilAt, times };
    this.#out.set(id, ejection);
    this.#nextBackAt = Math.min(this.#nextBackAt, untilAt);
    this.#revision += 1;
    this.onEjected(ejection);
  }

  /** One time is forgotten for each `baseMs` that went well. */
  #pastTimes(id: string, now: number): number {
    const past = this.#past.get(id);
    if (past === undefined) return 0;
    return Math.max(0, past.times - Math.floor((now - past.backAt) / this.#settings.baseMs));
  }

  #letBack(now: number): void {
    for (const { id, untilAt } of this.#out.values()) if (untilAt <= now) this.#release(id, now);
    this.#revision += 1;
    this.#nextBackAt = Infinity;
    for (const { untilAt } of this.#out.values()) this.#nextBackAt = Math.min(this.#nextBackAt, untilAt);
  }

  /** Its count of failures stays, so that one more ejects it again; and it starts slowly. */
  #release(id: string, now: number): void {
    const ejection = this.#out.get(id);
    this.#out.delete(id);
    const candidate = this.#byId.get(id);
    if (ejection === undefined || candidate === undefined) return;
    this.#past.set(id, { times: ejection.times, backAt: now });
    candidate.stats.returned(ejection.cause === 'latency', now);
  }
}
