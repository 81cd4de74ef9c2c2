import type { Said } from './said.js';

/** What the server tells, as docs/protocol.md has it. Instants are wall clock, in ms. */

export type Facts = readonly (readonly [string, string])[];

export interface Hold {
  readonly scope: string;
  readonly missing: number;
  readonly known: number;
  readonly since: number;
  readonly until?: number;
  readonly reason: string;
  readonly said?: Said;
}

export interface RecentLease {
  readonly at: number;
  readonly label: string;
}

/** `eureka-page.json` beside the page. */
export interface PageState {
  readonly at: number;
  readonly startedAt: number;
  /** Whether clients may read it yet. */
  readonly isReady: boolean;
  readonly system: {
    readonly environment: string;
    readonly datacenter: string;
    readonly currentTime: string;
    readonly uptime: string;
    readonly leaseExpirationEnabled: boolean;
    readonly renewsThreshold: number;
    readonly renewsLastMinute: number;
    readonly banner?: string;
    readonly bannerSaid?: Said;
    readonly holds: readonly Hold[];
  };
  readonly selfPreservation: { readonly enabled: boolean; readonly mode: 'modern' | 'netflix' };
  readonly hasUsers: boolean;
  readonly warnings: readonly string[];
  readonly warningsSaid?: readonly Said[];
  readonly replicas: readonly {
    readonly url: string;
    readonly host: string;
    readonly available: boolean;
    readonly trouble?: string;
  }[];
  readonly generalInfo: Facts;
  readonly instanceInfo: Facts;
  readonly serviceUrl: string;
  readonly applications: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly totals: { readonly registered: number; readonly cancelled: number; readonly evicted: number };
  readonly expectedRenewals: number;
  readonly lastRegistered: readonly RecentLease[];
  readonly lastCancelled: readonly RecentLease[];
}

/** A peer in `x/cluster`. */
export interface PeerView {
  readonly url: string;
  readonly zone?: string;
  readonly state: 'connecting' | 'available' | 'unavailable' | 'self' | 'twin' | 'closed';
  readonly kind?: 'ours' | 'other';
  readonly clockOffsetMs?: number;
  readonly lastSuccessAt?: number;
  readonly lastFailure?: { readonly at: number; readonly kind?: string; readonly message: string };
  readonly failuresInARow: number;
  readonly queued: number;
  readonly waitingMs: number;
  readonly lastLagMs?: number;
  readonly comparison?: { readonly comparedAt?: number; readonly isSame?: boolean };
  readonly received?: { readonly address?: string; readonly lastAt: number; readonly lastLagMs?: number };
}

/** Another region in `x/cluster`. */
export interface RegionView {
  readonly region: string;
  /** Where what is known of it comes from. */
  readonly source: 'none' | 'region' | 'copy';
  readonly staleSince?: number;
}

export interface ClusterView {
  readonly node: string;
  readonly peers: readonly PeerView[];
  readonly regions?: readonly RegionView[];
  readonly unverified?: { readonly count: number };
}

/** `x/session`. */
export interface WhoIAm {
  readonly name: string;
  readonly roles: readonly string[];
  readonly csrfToken: string | null;
  readonly by: 'session' | 'credentials' | 'nobody';
  readonly insecure: boolean;
}
