import type { Clock } from '@nest-eureka/time';
import { DueScan } from './due-scan.js';
import type { Lease } from './lease.js';
import type { LeaseStore } from './lease-store.js';
import type { SelfPreservation } from './self-preservation.js';

/** Leases that have run out, in the order of the store. `scan` is one of `scanForExpired`. */
export function findExpired(scan: DueScan, monotonicNow: number, compensationMs: number): Lease[] {
  const expired: Lease[] = [];
  for (const leases of scan.applications(monotonicNow)) {
    for (const lease of leases.values()) if (lease.isExpired(monotonicNow, compensationMs)) expired.push(lease);
  }
  return expired;
}

/** A lease never ends before its duration is over, whatever is added to that. */
export function scanForExpired(store: LeaseStore): DueScan {
  return new DueScan(store, ({ renewedAt, durationMs }) => renewedAt + durationMs);
}

/** How many may go in one pass: a mass loss is taken in steps, so that a mistake costs less (server.md 2.12). */
export function evictionLimit(size: number, renewalPercentThreshold: number): number {
  return Math.max(0, size - Math.trunc(size * renewalPercentThreshold));
}

/** `count` of them, each with the same chance, so that no application is emptied first. Reorders `leases`. */
export function chooseAtRandom(leases: Lease[], count: number, random: () => number): Lease[] {
  if (count >= leases.length) return leases;
  for (let index = 0; index < count; index++) {
    const other = index + Math.floor(random() * (leases.length - index));
    const taken = leases[other]!;
    leases[other] = leases[index]!;
    leases[index] = taken;
  }
  return leases.slice(0, count);
}

export interface EvictionSettings {
  /** Share of the registry that stays in each pass. @default 0.85 */
  readonly renewalPercentThreshold: number;
  /**
   * Whether the time that a late pass has made up for counts until each lease is renewed. False: in that pass alone, as Java
   * does, which with a pass each second would leave instances a second to come back after the process stood still.
   * @default true
   */
  readonly remembersPauses?: boolean;
}

/** Says which leases go in a pass. */
export class Eviction {
  /** The last time the process stood still: leases renewed before its end last longer by its length. */
  #pause = { endedAt: 0, ms: 0 };
  readonly #scan: DueScan;

  constructor(
    private readonly store: LeaseStore,
    private readonly selfPreservation: SelfPreservation,
    private readonly clock: Clock,
    private readonly random: () => number,
    private readonly settings: EvictionSettings,
  ) {
    this.#scan = scanForExpired(store);
  }

  /** @param lateByMs how much later than planned this pass runs; renewals may be as late, so leases last longer by it */
  choose(lateByMs: number): readonly Lease[] {
    const { renewalPercentThreshold, remembersPauses = true } = this.settings;
    const now = this.clock.monotonic();
    if (remembersPauses) this.#remember(lateByMs, now);
    this.selfPreservation.judge();
    const expired = findExpired(this.#scan, now, lateByMs).filter(
      (lease) =>
        // a lease out of a snapshot is one lease long, whatever else is held
        (!lease.isVerified || this.selfPreservation.isExpirationEnabled(lease.app)) && !this.#isExcused(lease, now),
    );
    return chooseAtRandom(expired, evictionLimit(this.store.size, renewalPercentThreshold), this.random);
  }

  /** A shorter pause takes the place of a longer one only when that has been made up for. */
  #remember(lateByMs: number, now: number): void {
    if (lateByMs >= this.#pause.ms || now >= this.#pause.endedAt + this.#pause.ms) {
      this.#pause = { endedAt: now, ms: lateByMs };
    }
  }

  #isExcused(lease: Lease, now: number): boolean {
    return lease.renewedAt < this.#pause.endedAt && !lease.isExpired(now, this.#pause.ms);
  }
}
