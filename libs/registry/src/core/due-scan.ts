import type { Lease } from './lease.js';
import type { ApplicationLeases, LeaseStore } from './lease-store.js';

const MS_PER_SECOND = 1000;
/** An application is looked at again after this at the latest, so that one that has gone is forgotten. */
const LONGEST_REST_MS = 60_000;

/**
 * Passes over the leases for those that have come due, every second in a registry of 100,000: an application is not looked at before the
 * instant at which, as of the last look, the earliest of its leases can be due, unless one has been put in since.
 */
export class DueScan {
  readonly #putInto: Set<ApplicationLeases>;
  /** By the second of the monotonic clock in which they are to be looked at. */
  readonly #bySecond = new Map<number, Set<ApplicationLeases>>();
  readonly #seconds = new WeakMap<ApplicationLeases, number>();

  /**
   * `dueAt`: a monotonic instant before which a lease is certainly not due. It may only grow while the lease is in the store.
   */
  constructor(
    store: LeaseStore,
    private readonly dueAt: (lease: Lease) => number,
  ) {
    this.#putInto = store.trackPuts();
  }

  /** The applications that may have a lease which is due, in the order of the store; all others have none. */
  applications(monotonicNow: number): readonly ApplicationLeases[] {
    const found: ApplicationLeases[] = [];
    for (const leases of this.#take(Math.floor(monotonicNow / MS_PER_SECOND))) {
      this.#forget(leases);
      if (leases.size === 0) continue;
      const earliest = this.#earliest(leases);
      this.#lookAgain(leases, Math.min(Math.max(earliest, monotonicNow), monotonicNow + LONGEST_REST_MS));
      if (earliest <= monotonicNow) found.push(leases);
    }
    return found.sort((one, other) => one.sequence - other.sequence);
  }

  /** Those whose second has come, and those that a lease was put into. */
  #take(second: number): Iterable<ApplicationLeases> {
    const taken = new Set(this.#putInto);
    this.#putInto.clear();
    for (const [at, all] of this.#bySecond) {
      if (at > second) continue;
      for (const leases of all) taken.add(leases);
    }
    return taken;
  }

  #lookAgain(leases: ApplicationLeases, at: number): void {
    const second = Math.floor(at / MS_PER_SECOND);
    let all = this.#bySecond.get(second);
    if (all === undefined) this.#bySecond.set(second, (all = new Set()));
    all.add(leases);
    this.#seconds.set(leases, second);
  }

  #forget(leases: ApplicationLeases): void {
    const second = this.#seconds.get(leases);
    const all = second === undefined ? undefined : this.#bySecond.get(second);
    if (second === undefined || all === undefined) return;
    all.delete(leases);
    if (all.size === 0) this.#bySecond.delete(second);
  }

  #earliest(leases: ApplicationLeases): number {
    let earliest = Infinity;
    for (const lease of leases.values()) earliest = Math.min(earliest, this.dueAt(lease));
    return earliest;
  }
}
