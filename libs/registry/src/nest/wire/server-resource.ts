import { encodeStatusInfo } from '@nest-eureka/protocol';
import type { LeaseStore } from '../../core/lease-store.js';
import type { RecentLeases } from '../../core/recent-leases.js';
import type { StatusOverrides } from '../../core/status-overrides.js';
import type { ClusterView } from '../../replication/cluster-view.js';
import type { ServerFacts } from '../server-facts.js';
import { badRequest } from './reply.js';
import type { Reply } from './reply.js';
import type { WireRequest } from './wire-request.js';

const MOST_UNVERIFIED_SHOWN = 100;

/** What the server tells about itself: status, overrides, recent leases (server.md 1.4 O-Q, 8.1). */
export class ServerResource {
  constructor(
    private readonly facts: ServerFacts,
    private readonly overrides: StatusOverrides,
    private readonly recent: RecentLeases,
    private readonly nodeId: string,
    private readonly clusterNow: () => ClusterView,
    private readonly store: Pick<LeaseStore, 'unverified'>,
  ) {}

  readonly status = (request: WireRequest): Reply => {
    const { format, contentType } = request.negotiated.entity;
    return {
      kind: 'document',
      status: 200,
      contentType,
      body: encodeStatusInfo(this.facts.status(), format, request.version),
    };
  };

  readonly statusOverrides = (): Reply => json(Object.fromEntries(this.overrides.snapshot()));

  /** Auto-scaling groups are Amazon's; every other server refuses them the same way. */
  readonly asg = (): Reply => badRequest('This registry does not run on Amazon and keeps no auto-scaling groups.');

  /** Which node this is and how it gets on with its peers and with other regions; an addition of ours. */
  readonly cluster = (): Reply =>
    json({
      node: this.nodeId,
      ...this.clusterNow(),
      regions: this.facts.regionReports(),
      unverified: this.#unverified(),
    });

  /** How many instances only a snapshot knows of, and some of them. */
  #unverified(): { readonly count: number; readonly instances: readonly string[] } {
    const leases = this.store.unverified();
    const instances = leases.slice(0, MOST_UNVERIFIED_SHOWN).map(({ app, id }) => `${app}/${id}`);
    return { count: leases.length, instances };
  }

  readonly recentLeases = (): Reply => json({ registered: this.recent.registered, cancelled: this.recent.cancelled });
}

function json(document: unknown): Reply {
  return { kind: 'document', status: 200, contentType: 'application/json', body: JSON.stringify(document) };
}
