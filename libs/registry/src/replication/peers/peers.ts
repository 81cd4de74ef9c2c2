import type { Endpoint } from '@nest-eureka/transport';
import type { NodeIdentity } from '../node-identity.js';
import type { Peer, PeerDeps } from '../peer.js';
import type { PeerChange, PeerReport, PeerState } from '../peer-report.js';
import type { Replicator } from '../replicator.js';

/** What a peer is told by the list that it is in. */
export type PeerHooks = Pick<PeerDeps, 'recognise' | 'onChange'>;

export interface PeersDeps {
  /** Finds the service URLs of all nodes, this one's may be among them. Rejects when they cannot be found. */
  readonly find: () => Promise<readonly Endpoint[]>;
  readonly isOwn: (url: string) => boolean;
  readonly create: (endpoint: Endpoint, hooks: PeerHooks) => Peer;
  readonly replicator: Replicator;
  readonly ownNodeId: string;
  readonly onChange: (change: PeerChange) => void;
}

interface Listed {
  readonly endpoint: Endpoint;
  readonly peer: Peer;
}

/** The other nodes: found by their service URLs, followed while they change (server.md 4.4). */
export class Peers {
  #listed: readonly Listed[] = [];
  #isClosed = false;

  constructor(private readonly deps: PeersDeps) {}

  /** The peers that count: without URLs that lead to this node, or to a node that is listed already. */
  reports(): readonly PeerReport[] {
    return this.#listed.map(({ peer }) => peer.report).filter(({ state }) => state !== 'self' && state !== 'twin');
  }

  /** Where the peers are, and which of them answer. */
  endpoints(): readonly { readonly endpoint: Endpoint; readonly state: PeerState }[] {
    return this.#listed
      .map(({ endpoint, peer }) => ({ endpoint, state: peer.state }))
      .filter(({ state }) => state !== 'self' && state !== 'twin');
  }

  /** Reads the list anew; those that stay are left in peace. An empty list is not believed: the old peers stay. */
  async refresh(): Promise<void> {
    const found = await this.deps.find();
    if (found.length > 0) this.#list(found.filter(({ url }) => !this.deps.isOwn(url)));
  }

  /** Sends what still waits, for so long at most, and ends. */
  async close(withinMs: number): Promise<void> {
    this.#isClosed = true;
    this.deps.replicator.tell([]);
    await Promise.all(this.#listed.map(({ peer }) => peer.close(withinMs)));
  }

  /** A peer that was left aside for what it was gets another chance with each new list. */
  #list(endpoints: readonly Endpoint[]): void {
    if (this.#isClosed) return;
    const before = this.#listed;
    const listed = endpoints.map((endpoint) => before.find(isKept(endpoint)) ?? this.#create(endpoint));
    this.#listed = listed;
    this.deps.replicator.tell(listed.map(({ peer }) => peer));
    for (const gone of before) if (!listed.includes(gone)) void gone.peer.close(0);
    for (const come of listed) if (!before.includes(come)) come.peer.start();
  }

  #create(endpoint: Endpoint): Listed {
    const hooks: PeerHooks = {
      recognise: (peer, node) => this.#recognise(peer, node),
      onChange: (change) => {
        this.deps.onChange(change);
        // what was a second way to a lost node may be the only one now
        if (change.to === 'unavailable' && this.#hasTwins()) {
          this.#list(this.#listed.map((other) => other.endpoint));
        }
      },
    };
    return { endpoint, peer: this.deps.create(endpoint, hooks) };
  }

  #recognise(peer: Peer, { id }: NodeIdentity): 'peer' | 'self' | 'twin' {
    if (id === this.deps.ownNodeId) return 'self';
    const isKnown = this.#listed.some(
      (other) => other.peer !== peer && other.peer.state === 'available' && other.peer.node?.id === id,
    );
    return isKnown ? 'twin' : 'peer';
  }

  #hasTwins(): boolean {
    return this.#listed.some(({ peer }) => peer.state === 'twin');
  }
}

/** The same URL with the same credentials, still sent to. */
function isKept(endpoint: Endpoint): (listed: Listed) => boolean {
  return (listed) =>
    listed.endpoint.url === endpoint.url &&
    listed.endpoint.authorization === endpoint.authorization &&
    listed.peer.state !== 'self' &&
    listed.peer.state !== 'twin';
}
