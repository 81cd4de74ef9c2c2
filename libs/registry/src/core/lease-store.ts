import type { InstanceStatus } from '@nest-eureka/protocol';
import type { Lease } from './lease.js';

/** The leases of one application, by id. */
export interface ApplicationLeases extends ReadonlyMap<string, Lease> {
  readonly name: string;
  /** Grows from application to application, in the order of their first registration. */
  readonly sequence: number;
}

class NamedLeases extends Map<string, Lease> implements ApplicationLeases {
  constructor(
    readonly name: string,
    readonly sequence: number,
  ) {
    super();
  }
}

/** All leases by application and id, with the counts that are asked for all the time. The only place that holds them. */
export class LeaseStore {
  readonly #applications = new Map<string, NamedLeases>();
  readonly #statusCounts = new Map<InstanceStatus, number>();
  readonly #tracks: Set<ApplicationLeases>[] = [];
  #sequence = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  find(app: string, id: string): Lease | undefined {
    return this.#applications.get(app)?.get(id);
  }

  /** The leases of one application in the order of their first registration; undefined when it has none. */
  application(app: string): ApplicationLeases | undefined {
    return this.#applications.get(app);
  }

  /** Any lease of an application; undefined when it has none. */
  first(app: string): Lease | undefined {
    const leases = this.#applications.get(app)?.values();
    return leases?.next().value;
  }

  /** Applications that have at least one lease, in the order of their first registration. */
  applications(): ReadonlyMap<string, ApplicationLeases> {
    return this.#applications;
  }

  *leases(): IterableIterator<Lease> {
    for (const leases of this.#applications.values()) yield* leases.values();
  }

  /** Leases that come from a snapshot and of which nobody has heard since. */
  unverified(): readonly Lease[] {
    return Array.from(this.leases()).filter(({ isVerified }) => !isVerified);
  }

  /** Puts a lease in, in place of one with the same application and id, which it returns. */
  put(lease: Lease): Lease | undefined {
    let leases = this.#applications.get(lease.app);
    if (leases === undefined) {
      leases = new NamedLeases(lease.app, this.#sequence++);
      this.#applications.set(lease.app, leases);
    }
    for (const track of this.#tracks) track.add(leases);
    const replaced = leases.get(lease.id);
    leases.set(lease.id, lease);
    if (replaced === undefined) this.#size++;
    else this.#count(replaced.status, -1);
    this.#count(lease.status, 1);
    return replaced;
  }

  /** Takes a lease out; an application goes with its last one. */
  remove(app: string, id: string): Lease | undefined {
    const leases = this.#applications.get(app);
    const lease = leases?.get(id);
    if (leases === undefined || lease === undefined) return undefined;
    leases.delete(id);
    if (leases.size === 0) this.#forget(leases);
    this.#size--;
    this.#count(lease.status, -1);
    return lease;
  }

  /** Gives a stored lease another instance; the way every change of status goes. */
  replaceInstance(lease: Lease, instance: Lease['instance']): void {
    this.#count(lease.status, -1);
    lease.instance = instance;
    this.#count(instance.status, 1);
  }

  /** Instances by status; statuses that nobody has may be missing or 0. Feeds the apps hash code (server.md 2.14). */
  statusCounts(): ReadonlyMap<InstanceStatus, number> {
    return this.#statusCounts;
  }

  /**
   * A set of the applications that leases have been put into since its owner emptied it; all of them at first. For as long as the
   * store lives.
   */
  trackPuts(): Set<ApplicationLeases> {
    const track = new Set<ApplicationLeases>(this.#applications.values());
    this.#tracks.push(track);
    return track;
  }

  #forget(leases: ApplicationLeases): void {
    this.#applications.delete(leases.name);
    for (const track of this.#tracks) track.delete(leases);
  }

  #count(status: InstanceStatus, by: number): void {
    this.#statusCounts.set(status, (this.#statusCounts.get(status) ?? 0) + by);
  }
}
