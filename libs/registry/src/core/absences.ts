import type { Clock } from '@nest-eureka/time';
import { DueScan } from './due-scan.js';
import type { Lease } from './lease.js';
import type { LeaseStore } from './lease-store.js';
import type { Absence } from './preservation-judgement.js';
import type { MissedCall, RegistryEvent, RegistryListener } from './registry-event.js';

export interface AbsencesSettings {
  /** An instance is late after this many of its own renewal intervals, at most after its lease. @default 1.5 */
  readonly lateAfterIntervals: number;
  /** An evicted instance counts as missing for this many of its own renewal intervals. @default 2 */
  readonly evictedForIntervals: number;
  /** The longest an evicted instance is remembered, whatever interval it claimed. */
  readonly evictedForAtMostMs: number;
}

interface Evicted {
  readonly app: string;
  readonly until: number;
}

/**
 * Knows who is missing: those late, and those evicted lately that neither cancelled nor came back. Who was written off no longer
 * counts until it renews (architecture section 5). Who only stands in a snapshot was never known to be there.
 */
export class Absences implements RegistryListener {
  readonly #evicted = new Map<string, Evicted>();
  readonly #writtenOff = new Set<Lease>();

  readonly #scan: DueScan;

  constructor(
    private readonly store: LeaseStore,
    private readonly clock: Clock,
    private readonly settings: AbsencesSettings,
  ) {
    this.#scan = new DueScan(store, (lease) => this.#lateAt(lease));
  }

  /** By application, for those that have leases and miss some. */
  count(): { readonly registry: Absence; readonly applications: ReadonlyMap<string, Absence> } {
    const now = this.clock.monotonic();
    const evicted = this.#evictedByApplication(now);
    const applications = new Map<string, Absence>();
    let missing = this.#evicted.size;
    for (const leases of this.#scan.applications(now)) {
      const app = leases.name;
      let late = 0;
      for (const lease of leases.values()) if (this.#isLate(lease, now)) late++;
      missing += late;
      const gone = evicted.get(app) ?? 0;
      if (late > 0) applications.set(app, { missing: late + gone, known: leases.size + gone });
    }
    for (const [app, gone] of evicted) {
      const leases = this.store.application(app);
      if (leases !== undefined && !applications.has(app)) {
        applications.set(app, { missing: gone, known: leases.size + gone });
      }
    }
    return { registry: { missing, known: this.store.size + this.#evicted.size }, applications };
  }

  /** Gives up those missing now, of one application or of all. */
  writeOff(app: string | undefined): void {
    const now = this.clock.monotonic();
    for (const lease of this.store.leases()) {
      if ((app === undefined || lease.app === app) && this.#isLate(lease, now)) this.#writtenOff.add(lease);
    }
    for (const [key, entry] of this.#evicted) {
      if (app === undefined || entry.app === app) this.#evicted.delete(key);
    }
  }

  on(event: RegistryEvent): void {
    if (event.type === 'renewed') {
      if (this.#writtenOff.size > 0) this.#writtenOff.delete(event.lease);
      return;
    }
    const { lease } = event;
    const wasWrittenOff = this.#writtenOff.size > 0 && this.#writtenOff.delete(lease);
    if (event.type === 'cancelled' && event.origin === 'eviction') {
      if (!wasWrittenOff && lease.isVerified) this.#remember(lease);
      return;
    }
    if (this.#writtenOff.size > 0 && event.type === 'registered' && event.replaced !== undefined) {
      this.#writtenOff.delete(event.replaced);
    }
    if (this.#evicted.size > 0) this.#evicted.delete(keyOf(lease.app, lease.id));
  }

  /** A goodbye that comes after the eviction: not missing, gone on purpose. */
  missed(call: MissedCall): void {
    if (call.action === 'cancel') this.#evicted.delete(keyOf(call.app, call.id));
  }

  #isLate(lease: Lease, now: number): boolean {
    return lease.isVerified && now > this.#lateAt(lease) && !this.#writtenOff.has(lease);
  }

  #lateAt(lease: Lease): number {
    return lease.renewedAt + Math.min(this.settings.lateAfterIntervals * lease.renewalIntervalMs, lease.durationMs);
  }

  #remember(lease: Lease): void {
    const { evictedForIntervals, evictedForAtMostMs } = this.settings;
    const forMs = Math.min(evictedForIntervals * lease.renewalIntervalMs, evictedForAtMostMs);
    this.#evicted.set(keyOf(lease.app, lease.id), { app: lease.app, until: this.clock.monotonic() + forMs });
  }

  #evictedByApplication(now: number): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const [key, { app, until }] of this.#evicted) {
      if (now > until) this.#evicted.delete(key);
      else counts.set(app, (counts.get(app) ?? 0) + 1);
    }
    return counts;
  }
}

function keyOf(app: string, id: string): string {
  return `${app}\n${id}`;
}
