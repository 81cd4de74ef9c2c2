import { Backoff } from '@nest-eureka/time';
import type { RegistrationSettings } from './registration-settings.js';
import { TokenBucket } from './token-bucket.js';

/** How many changes may be sent at once before the rate counts (client.md 1.5). */
const BURST = 2;

/**
 * When to register and when to send a heartbeat. All instants are monotonic, in ms. Java knows no rate limit for replication
 * intervals above two minutes, since it counts in whole changes a minute; here one a minute is the least.
 */
export class RegistrationSchedule {
  readonly #bucket: TokenBucket;
  readonly #registerBackoff: Backoff;
  readonly #beatBackoff: Backoff;
  #isRegistered = false;
  #wasRegistered = false;
  #isUrgent = false;
  #registerNotBefore: number;
  #beatAt = Infinity;
  #replicateAt: number;

  constructor(
    private readonly settings: RegistrationSettings,
    random: () => number,
    now: number,
  ) {
    const { renewalIntervalMs, replicationIntervalMs, retry } = settings;
    const maxMs = Math.min(retry.maxMs, renewalIntervalMs);
    const capped = { ...retry, initialMs: Math.min(retry.initialMs, maxMs), maxMs };
    this.#registerBackoff = new Backoff(capped, random);
    this.#beatBackoff = new Backoff(capped, random);
    this.#bucket = new TokenBucket(BURST, Math.max(1, Math.floor((60_000 * BURST) / replicationIntervalMs)));
    this.#registerNotBefore = now;
    this.#replicateAt = now + settings.initialReplicationMs;
  }

  get isRegistered(): boolean {
    return this.#isRegistered;
  }

  /** What is due; a registration goes before a heartbeat, in whose place it also renews the lease. */
  next(now: number, isDirty: boolean): 'register' | 'heartbeat' | undefined {
    if (this.#registerAt(isDirty) <= now) return 'register';
    return this.#beatAt <= now ? 'heartbeat' : undefined;
  }

  /** When `next` will have something. */
  wakeAt(isDirty: boolean): number {
    return Math.min(this.#registerAt(isDirty), this.#beatAt);
  }

  /** The instance changed: sends it on demand where the rate allows, else with the periodic replication. */
  changed(now: number): void {
    if (this.#isUrgent) return;
    this.#isUrgent = this.settings.onDemandUpdate && this.#bucket.take(now);
    const missed = Math.ceil((now - this.#replicateAt) / this.settings.replicationIntervalMs);
    if (missed > 0) this.#replicateAt += missed * this.settings.replicationIntervalMs;
  }

  /** What is to be sent is sent at once, whatever rate and backoff say. */
  urge(now: number): void {
    this.#isUrgent = true;
    this.#registerNotBefore = now;
    if (this.#isRegistered) this.#beatAt = now;
  }

  /** A registration is on its way; what changes from here on needs another. */
  registering(): void {
    this.#isUrgent = false;
  }

  registered(now: number): void {
    if (this.#wasRegistered) this.#replicateAt = now + this.settings.replicationIntervalMs;
    this.#isRegistered = true;
    this.#wasRegistered = true;
    this.#registerBackoff.reset();
    this.#registerNotBefore = now;
    this.renewed(now);
  }

  /** With no registry in reach a heartbeat waits as well. */
  registerFailed(now: number, isOutOfReach: boolean): void {
    this.#isUrgent = true;
    this.#registerNotBefore = now + this.#registerBackoff.next();
    if (isOutOfReach && this.#isRegistered) this.#beatAt = Math.max(this.#beatAt, this.#registerNotBefore);
  }

  renewed(now: number): void {
    this.#beatBackoff.reset();
    this.#beatAt = now + this.settings.renewalIntervalMs;
  }

  /** With no registry in reach a registration waits as well. */
  beatFailed(now: number, isOutOfReach: boolean): void {
    this.#beatAt = now + this.#beatBackoff.next();
    if (isOutOfReach) this.#registerNotBefore = Math.max(this.#registerNotBefore, this.#beatAt);
  }

  /** The registry does not know the instance: it registers again at once (client.md 1.6). */
  forgotten(now: number): void {
    this.#isRegistered = false;
    this.#beatAt = Infinity;
    this.#registerNotBefore = now;
    this.#registerBackoff.reset();
    this.#beatBackoff.reset();
  }

  #registerAt(isDirty: boolean): number {
    if (!this.#isRegistered) return this.#registerNotBefore;
    if (!isDirty) return Infinity;
    return Math.max(this.#registerNotBefore, this.#isUrgent ? 0 : Math.min(this.#replicateAt, this.#beatAt));
  }
}
