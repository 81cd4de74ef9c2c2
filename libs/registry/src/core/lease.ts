import { instanceIdOf } from '@nest-eureka/protocol';
import type { InstanceInfo, InstanceStatus } from '@nest-eureka/protocol';
import type { Clock } from '@nest-eureka/time';
import type { Caller } from './attribution.js';
import type { Origin } from './origin.js';

/** Java's defaults for a registration that names none (server.md 2.2). */
const DEFAULT_DURATION_SECS = 90;
const DEFAULT_RENEWAL_INTERVAL_SECS = 30;

/** How long a lease lasts after a renewal: once its duration, or twice as Netflix has it (server.md 2.4). */
export type LeaseExpiry = 'exact' | 'twice';

/**
 * The right of one instance to be listed, for a while. The instance itself is immutable; a change of status puts another one in
 * its place. Judged by the monotonic clock, shown with the wall clock.
 */
export class Lease {
  readonly id: string;
  readonly durationMs: number;
  readonly renewalIntervalMs: number;
  /** Wall-clock instants in ms, 0 = never. */
  readonly registeredAt: number;
  lastRenewalAt: number;
  evictedAt = 0;
  serviceUpAt = 0;
  /** Monotonic instant of the last renewal; what lateness and expiry are measured from. */
  renewedAt: number;
  /** False while nobody has heard of the instance since it was read from a snapshot. */
  isVerified = true;
  /** The status that the instance itself said last; undefined where only an overridden one is known. */
  reported: InstanceStatus | undefined;
  /** How the last sign of life came, and from whom. */
  heardBy: Caller | undefined;
  heardOrigin: Origin | undefined;
  /** From the last renewal, or from the registration. */
  #lastsMs: number;

  constructor(
    public instance: InstanceInfo,
    clock: Clock,
    private readonly expiry: LeaseExpiry,
    durationInSecs: number | undefined = instance.leaseInfo?.durationInSecs,
  ) {
    this.id = instanceIdOf(instance);
    this.durationMs = positive(durationInSecs, DEFAULT_DURATION_SECS) * 1000;
    this.renewalIntervalMs = positive(instance.leaseInfo?.renewalIntervalInSecs, DEFAULT_RENEWAL_INTERVAL_SECS) * 1000;
    this.registeredAt = clock.now();
    this.lastRenewalAt = this.registeredAt;
    this.renewedAt = clock.monotonic();
    this.#lastsMs = this.durationMs;
  }

  get app(): string {
    return this.instance.app;
  }

  get status(): InstanceStatus {
    return this.instance.status;
  }

  renew(clock: Clock): void {
    this.renewedAt = clock.monotonic();
    const extraMs = this.expiry === 'twice' ? this.durationMs : 0;
    this.lastRenewalAt = clock.now() + extraMs;
    this.#lastsMs = this.durationMs + extraMs;
    this.isVerified = true;
  }

  /** Counts as renewed so long ago, and lasts its duration from then: for what another node knows of an instance. */
  renewedAgo(ageMs: number, clock: Clock): void {
    this.renewedAt = clock.monotonic() - ageMs;
    // ages are measured with fractions; clients of Eureka read whole milliseconds and choke on anything else
    this.lastRenewalAt = Math.round(clock.now() - ageMs);
    this.#lastsMs = this.durationMs;
    this.isVerified = true;
  }

  /** Comes from a snapshot, renewed so long ago: lasts its duration from now, whatever its age. */
  restored(ageMs: number, clock: Clock): void {
    this.renewedAgo(ageMs, clock);
    this.#lastsMs = ageMs + this.durationMs;
    this.isVerified = false;
  }

  /** Remembers the first moment at which the instance was UP. */
  markServiceUp(clock: Clock): void {
    if (this.serviceUpAt === 0) this.serviceUpAt = clock.now();
  }

  end(clock: Clock): void {
    if (this.evictedAt <= 0) this.evictedAt = clock.now();
  }

  isExpired(monotonicNow: number, extraMs = 0): boolean {
    return this.evictedAt > 0 || monotonicNow > this.expiresAt + extraMs;
  }

  /** The monotonic instant at which the lease ends unless renewed. */
  get expiresAt(): number {
    return this.renewedAt + this.#lastsMs;
  }

  /** The instance as it is shown: with the lease's times, and told whether it is this very server (server.md 2.4). */
  toWire(ownInstanceId: string | undefined): InstanceInfo {
    return {
      ...this.instance,
      isCoordinatingDiscoveryServer: ownInstanceId !== undefined && this.id === ownInstanceId,
      leaseInfo: {
        renewalIntervalInSecs: this.renewalIntervalMs / 1000,
        durationInSecs: positive(this.instance.leaseInfo?.durationInSecs, DEFAULT_DURATION_SECS),
        registrationTimestamp: this.registeredAt,
        lastRenewalTimestamp: this.lastRenewalAt,
        evictionTimestamp: this.evictedAt,
        serviceUpTimestamp: this.serviceUpAt,
      },
    };
  }
}

function positive(value: number | undefined, otherwise: number): number {
  return value !== undefined && value > 0 ? value : otherwise;
}
