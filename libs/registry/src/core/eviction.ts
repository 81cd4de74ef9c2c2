import type { Clock } from '@nest-eureka/time';
import type { Lease } from './lease.js';
import type { LeaseStore } from './lease-store.js';
import type { SelfPreservation } from './self-preservation.js';

/** Leases that have run out, in the order of the store. */
export function findExpired(store: LeaseStore, monotonicNow: number, compensationMs: number): Lease[] {
  const expired: Lease[] = [];
  for (const leases of store.applications().values()) {
    for (const lease of leases.values()) if (lease.isExpired(monotonicNow, compensationMs)) expired.push(lease);
  }
  return expired;
}

/** How many may go in one pass: a mass loss is taken in steps, so that a mistake costs less (server.md 2.12). */
export function evictionLimit(size: number, renewalPercentThreshold: number): number {
  return size - Math.trunc(size * renewalPercentThreshold);
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

/** Says which leases go in a pass. */
export class Eviction {
  constructor(
    private readonly store: LeaseStore,
    private readonly selfPreservation: SelfPreservation,
    private readonly clock: Clock,
    private readonly random: () => number,
    /** Share of the registry that stays in each pass. */
    private readonly renewalPercentThreshold: number,
  ) {}

  /** @param lateByMs how much later than planned this pass runs; renewals may be as late, so leases last longer by it */
  choose(lateByMs: number): readonly Lease[] {
    this.selfPreservation.judge();
    const expired = findExpired(this.store, this.clock.monotonic(), lateByMs).filter((lease) =>
      this.selfPreservation.isExpirationEnabled(lease.app),
    );
    return chooseAtRandom(expired, evictionLimit(this.store.size, this.renewalPercentThreshold), this.random);
  }
}
