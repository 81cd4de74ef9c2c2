import type { InstanceInfo, InstanceStatus } from '@nest-eureka/protocol';
import type { Origin } from '../src/core/origin.js';

/** One listed instance, as the naive registry knows it. */
export interface NaiveEntry {
  readonly app: string;
  readonly id: string;
  status: InstanceStatus;
  overridden: InstanceStatus;
  dirty: number;
  ip: string | undefined;
  metadata: Record<string, string>;
  durationMs: number;
  expiresAt: number;
  serviceUp: boolean;
}

/** Section 2 of server.md written down as plainly as possible, without regard to cost, as a check on the real one. */
export class NaiveRegistry {
  entries: NaiveEntry[] = [];
  overrides: Record<string, InstanceStatus> = {};
  now = 0;

  constructor(private readonly doubles: boolean) {}

  find(app: string, id: string): NaiveEntry | undefined {
    return this.entries.find((entry) => entry.app === app && entry.id === id);
  }

  register(incoming: InstanceInfo, origin: Origin): void {
    const { app, instanceId: id = '' } = incoming;
    const existing = this.find(app, id);
    const fresh: NaiveEntry = {
      app,
      id,
      status: incoming.status,
      overridden: incoming.overriddenStatus,
      dirty: incoming.lastDirtyTimestamp ?? 0,
      ip: incoming.ipAddr,
      metadata: Object.fromEntries(incoming.metadata),
      durationMs: 0,
      expiresAt: 0,
      serviceUp: false,
    };
    const entry = existing !== undefined && existing.dirty > fresh.dirty ? { ...existing } : fresh;
    entry.durationMs = (incoming.leaseInfo?.durationInSecs ?? 90) * 1000;
    entry.expiresAt = this.now + entry.durationMs;
    entry.serviceUp = existing?.serviceUp ?? false;
    if (entry.overridden !== 'UNKNOWN') this.overrides[id] ??= entry.overridden;
    entry.overridden = this.overrides[id] ?? entry.overridden;
    entry.status = this.#rule(entry, existing?.status, origin);
    entry.serviceUp ||= entry.status === 'UP';
    if (existing === undefined) this.entries.push(entry);
    else this.entries = this.entries.map((other) => (other === existing ? entry : other));
  }

  renew(app: string, id: string, dirty: number | undefined, overridden: InstanceStatus, origin: Origin): string {
    const entry = this.find(app, id);
    if (entry === undefined) return 'unknown';
    const status = this.#rule(entry, entry.status, origin);
    if (status === 'UNKNOWN') return 'unknown';
    entry.status = status;
    this.#prolong(entry);
    if (dirty === undefined || dirty === entry.dirty) return 'renewed';
    if (dirty < entry.dirty) return origin === 'peer' ? 'conflict' : 'renewed';
    if (origin === 'peer' && overridden !== 'UNKNOWN') {
      if (this.overrides[id] !== overridden) entry.overridden = overridden;
      this.overrides[id] = overridden;
    }
    return 'outdated';
  }

  cancel(app: string, id: string): string {
    delete this.overrides[id];
    if (this.find(app, id) === undefined) return 'unknown';
    this.entries = this.entries.filter((entry) => !(entry.app === app && entry.id === id));
    return 'cancelled';
  }

  override(app: string, id: string, status: InstanceStatus, dirty: number | undefined): string {
    const entry = this.#visible(app, id);
    if (entry === undefined) return 'unknown';
    this.#prolong(entry);
    if (entry.status === status) return 'changed';
    entry.serviceUp ||= status === 'UP';
    this.overrides[id] = entry.overridden = entry.status = status;
    entry.dirty = Math.max(entry.dirty, dirty ?? 0);
    return 'changed';
  }

  removeOverride(app: string, id: string, status: InstanceStatus, dirty: number | undefined): string {
    const entry = this.#visible(app, id);
    if (entry === undefined) return 'unknown';
    this.#prolong(entry);
    if (this.overrides[id] === undefined) return 'changed';
    delete this.overrides[id];
    entry.status = status;
    entry.overridden = 'UNKNOWN';
    entry.dirty = Math.max(entry.dirty, dirty ?? 0);
    return 'changed';
  }

  updateMetadata(app: string, id: string, key: string, value: string, sent: InstanceInfo): string {
    const entry = this.#visible(app, id);
    if (entry === undefined) return 'unknown';
    const metadata = new Map(Object.entries({ ...entry.metadata, [key]: value }));
    const { status, overridden: overriddenStatus, dirty: lastDirtyTimestamp, ip: ipAddr } = entry;
    this.register(
      { ...sent, app, instanceId: id, status, overriddenStatus, lastDirtyTimestamp, ipAddr, metadata },
      'client',
    );
    return 'changed';
  }

  /** The first of those that ran out go, application by application, at most 15 % of all. */
  evict(): number {
    const apps = [...new Set(this.entries.map(({ app }) => app))];
    const inOrder = apps.flatMap((app) => this.entries.filter((entry) => entry.app === app));
    const expired = inOrder.filter((entry) => this.now > entry.expiresAt);
    const gone = expired.slice(0, inOrder.length - Math.trunc(inOrder.length * 0.85));
    for (const { app, id } of gone) this.cancel(app, id);
    return gone.length;
  }

  #visible(app: string, id: string): NaiveEntry | undefined {
    const entry = this.find(app, id);
    return entry === undefined || this.now > entry.expiresAt ? undefined : entry;
  }

  #prolong(entry: NaiveEntry): void {
    entry.expiresAt = this.now + entry.durationMs * (this.doubles ? 2 : 1);
  }

  #rule({ id, status }: NaiveEntry, existing: InstanceStatus | undefined, origin: Origin): InstanceStatus {
    if (['DOWN', 'STARTING', 'UNKNOWN'].includes(status)) return status;
    const override = this.overrides[id];
    if (override !== undefined) return override;
    if (origin === 'client' && (existing === 'UP' || existing === 'OUT_OF_SERVICE')) return existing;
    return status;
  }
}
