import type { Clock } from '@nest-eureka/time';
import type { Lease } from './lease.js';
import type { LeaseStore } from './lease-store.js';

/** Single look-ups, which hide leases that have run out unless self-preservation holds them (server.md 2.15). */
export class VisibleLeases {
  constructor(
    private readonly store: LeaseStore,
    private readonly expiration: { isExpirationEnabled(app: string): boolean },
    private readonly clock: Clock,
  ) {}

  find(app: string, id: string): Lease | undefined {
    const lease = this.store.find(app, id);
    return lease === undefined || this.#isHidden(lease) ? undefined : lease;
  }

  /** The first with that id, over all applications. */
  findById(id: string): Lease | undefined {
    for (const leases of this.store.applications().values()) {
      const lease = leases.get(id);
      if (lease !== undefined && !this.#isHidden(lease)) return lease;
    }
    return undefined;
  }

  #isHidden(lease: Lease): boolean {
    if (!lease.isExpired(this.clock.monotonic())) return false;
    return !lease.isVerified || this.expiration.isExpirationEnabled(lease.app);
  }
}
