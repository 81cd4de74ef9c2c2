import type { InstanceInfo } from '@nest-eureka/protocol';
import { Connections, EndpointCalls, TlsFiles, configuredServers, dnsServers } from '@nest-eureka/transport';
import type { ConnectionSettings, Endpoint, ResolveTxt, ServerListSettings, TlsSettings } from '@nest-eureka/transport';
import type { TimerClock } from '@nest-eureka/time';
import type { LeaseStore } from '../core/lease-store.js';
import type { OverrideWords } from './anti-entropy/copy-hash.js';
import type { BatchTracing } from './batch-tracing.js';
import type { CopyIntake } from './anti-entropy/copy-intake.js';
import { ItemAnswers } from './item-answers.js';
import type { ItemAnswersSettings } from './item-answers.js';
import { createPeerCalls } from './peer-calls.js';
import type { Sender } from './peer-calls.js';
import { Peer } from './peer.js';
import type { PeerSettings } from './peer.js';
import type { PeerChange } from './peer-report.js';
import { expandEndpoints } from './peers/expand-endpoints.js';
import type { NameLookup } from './peers/expand-endpoints.js';
import { Peers } from './peers/peers.js';
import { ReplicationQueue } from './replication-queue.js';
import type { Replicator } from './replicator.js';

export interface ReplicationSettings {
  readonly servers: ServerListSettings;
  /** See `ExpandOptions.byAddress`. */
  readonly byAddress: boolean;
  readonly connections: ConnectionSettings;
  /** Undefined: the runtime's own authorities. */
  readonly tls: TlsSettings | undefined;
  readonly peer: PeerSettings;
  readonly answers: ItemAnswersSettings;
  /** Most messages that wait for one peer. @default 10_000 */
  readonly queueCapacity: number;
  readonly sender: Sender;
}

export interface ReplicationDeps {
  readonly store: LeaseStore;
  readonly overrides: OverrideWords;
  readonly leases: { adopt(instance: InstanceInfo): void };
  readonly intake: Pick<CopyIntake, 'take'>;
  readonly replicator: Replicator;
  readonly clock: TimerClock;
  /** Numbers in [0, 1). */
  readonly random: () => number;
  readonly resolveTxt: ResolveTxt;
  readonly lookup: NameLookup;
  /** Whether a service URL is this node's own, as far as that can be told without asking. */
  readonly isOwn: (url: string) => boolean;
  readonly onChange: (change: PeerChange) => void;
  /** Takes what an operator should know; never credentials. */
  readonly onWarning: (message: string) => void;
  readonly onError: (error: unknown) => void;
  /** Undefined: batches are part of no trace. */
  readonly tracing?: BatchTracing | undefined;
}

/** The peers that the settings name. Nothing is connected, looked up or timed before the first refresh. */
export function createPeers(settings: ReplicationSettings, deps: ReplicationDeps): Peers {
  const { store, clock, onWarning } = deps;
  const tls = settings.tls && new TlsFiles(settings.tls, { clock, onWarning });
  const answers = new ItemAnswers(deps, settings.answers);
  return new Peers({
    find: finder(settings, deps),
    isOwn: deps.isOwn,
    replicator: deps.replicator,
    ownNodeId: settings.sender.node.id,
    onChange: deps.onChange,
    create(endpoint, hooks) {
      // connections of its own, so that a peer that hangs keeps none of another's
      const connections = new Connections(settings.connections, { clock, tls });
      const queue = new ReplicationQueue(
        settings.queueCapacity,
        ({ action, app, id }) => action === 'Register' && store.find(app, id) === undefined,
      );
      const calls = createPeerCalls(new EndpointCalls(endpoint, connections), settings.sender, {
        clock,
        store,
        tracing: deps.tracing,
      });
      const { random, onError } = deps;
      return new Peer(endpoint.url, endpoint.zone, settings.peer, {
        ...hooks,
        calls,
        queue,
        answers,
        clock,
        random,
        onError,
        onEnd: () => connections.close(),
      });
    },
  });
}

function finder(
  { servers, byAddress }: ReplicationSettings,
  { lookup, resolveTxt, onWarning }: ReplicationDeps,
): () => Promise<readonly Endpoint[]> {
  const { dns, region } = servers;
  if (dns !== undefined) return () => dnsServers(dns, region, resolveTxt, onWarning);
  const { endpoints, unreadable } = configuredServers(servers);
  for (const text of unreadable) onWarning(`Not a service URL, so no peer: ${text}`);
  return () => expandEndpoints(endpoints, { byAddress, lookup, onWarning });
}
