import type { Lease } from './lease.js';
import type { ApplicationLeases, LeaseStore } from './lease-store.js';

/**
 * Passes over the leases for those that have come due, every second in a registry of 100,000: an application in which nothing
 * was due at the last look is not looked at again before the earliest of its leases is, unless one has been put in since.
 */
export class DueScan {
  readonly #looks = new WeakMap<ApplicationLeases, { readonly puts: number; readonly dueAt: number }>();

  /**
   * `dueAt`: a monotonic instant before which a lease is certainly not due. It may only grow while the lease is in the store.
   */
  constructor(
    private readonly store: LeaseStore,
    private readonly dueAt: (lease: Lease) => number,
  ) {}

  /** The applications that may have a lease which is due; all others have none. */
  *applications(monotonicNow: number): IterableIterator<readonly [string, ApplicationLeases]> {
    for (const entry of this.store.applications()) {
      const [, leases] = entry;
      const look = this.#looks.get(leases);
      if (look?.puts === leases.puts && monotonicNow < look.dueAt) continue;
      this.#looks.set(leases, { puts: leases.puts, dueAt: this.#earliest(leases) });
      yield entry;
    }
  }

  #earliest(leases: ApplicationLeases): number {
    let earliest = Infinity;
    for (const lease of leases.values()) earliest = Math.min(earliest, this.dueAt(lease));
    return earliest;
  }
}
