import type { Said } from './said.js';

/** What `x/apps`, `x/instances`, `…/explain`, `x/journal` and `x/admin` tell. Instants are wall clock, in ms. */

export interface ApplicationRow {
  readonly app: string;
  readonly instances: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly instancesByZone: Readonly<Record<string, number>>;
  /** Amazon's image ids, `n/a` elsewhere. */
  readonly images: Readonly<Record<string, number>>;
  readonly versions: readonly string[];
}

export interface InstanceRow {
  readonly app: string;
  readonly id: string;
  readonly hostName?: string;
  readonly ipAddr?: string;
  readonly port?: number;
  readonly securePort?: number;
  readonly status: string;
  readonly zone?: string;
  readonly version?: string;
  readonly lastRenewalAt: number;
}

export interface Page<T> {
  /** Of the whole registry, as is the next. */
  readonly instances: number;
  readonly applications: number;
  readonly rows: readonly T[];
  readonly next?: string;
}

export interface Caller {
  readonly name: string;
  readonly address?: string;
  readonly peer?: string;
}

export interface JournalEntry {
  readonly number: number;
  readonly at: number;
  readonly kind: string;
  readonly app?: string;
  readonly id?: string;
  readonly origin?: string;
  readonly by?: Caller;
  readonly from?: string;
  readonly to?: string;
  readonly detail?: string;
  readonly said?: Said;
}

export interface JournalPage {
  readonly entries: readonly JournalEntry[];
  readonly next?: string;
}

export interface Measure {
  readonly kind: string;
  readonly at: number;
  readonly until?: number;
  readonly by: string;
  readonly owner?: string;
  readonly reason?: string;
  readonly status?: string;
}

export interface Explanation {
  readonly app: string;
  readonly id: string;
  readonly status: {
    readonly shown: string;
    readonly reported?: string;
    readonly sentence: string;
    readonly said?: readonly Said[];
    readonly override?: { readonly status: string; readonly setAt?: number; readonly measure?: Measure };
  };
  readonly lease: {
    readonly registeredAt: number;
    readonly lastRenewalAt: number;
    readonly renewalIntervalMs: number;
    readonly durationMs: number;
    readonly expiresAt: number;
    readonly heardFrom: { readonly origin?: string; readonly by?: Caller };
  };
  readonly leaves: string;
  readonly leavesSaid?: readonly Said[];
  readonly heldBy?: { readonly reason: string; readonly said?: Said };
  readonly measures: readonly Measure[];
  readonly changes: readonly JournalEntry[];
}

/** What `…/explain` still knows of an instance that is not registered. */
export interface Obituary {
  readonly isRegistered: false;
  readonly sentence: string;
  readonly said?: readonly Said[];
  readonly measures: readonly Measure[];
  readonly changes: readonly JournalEntry[];
}

/** One instance as Eureka's own JSON has it; what is shown of it. */
export interface InstanceDocument {
  readonly instance: {
    readonly hostName?: string;
    readonly ipAddr?: string;
    readonly vipAddress?: string;
    readonly secureVipAddress?: string;
    readonly port?: { readonly $: number; readonly '@enabled': string };
    readonly securePort?: { readonly $: number; readonly '@enabled': string };
    readonly homePageUrl?: string;
    readonly statusPageUrl?: string;
    readonly healthCheckUrl?: string;
    readonly secureHealthCheckUrl?: string;
    readonly dataCenterInfo?: { readonly name?: string };
    readonly metadata?: Readonly<Record<string, string>>;
    readonly actionType?: string;
    readonly lastDirtyTimestamp?: string;
  };
}

export type ActionName = 'drain' | 'restore' | 'evict' | 'weight' | 'metadata';

export interface Order {
  readonly targets: readonly { readonly app: string; readonly id: string }[];
  readonly reason?: string;
  readonly forMs?: number;
  readonly weight?: number;
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface OrderAnswer {
  readonly changed: number;
  readonly unchanged: number;
  readonly unknown: number;
}
