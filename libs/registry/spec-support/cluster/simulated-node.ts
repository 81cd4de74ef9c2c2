import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { HEADERS } from '@nest-eureka/protocol';
import { Loop } from '@nest-eureka/time';
import type { TimerClock } from '@nest-eureka/time';
import { Endpoint } from '@nest-eureka/transport';
import { assembleRegistry } from '../../src/core/assemble.js';
import { Attribution } from '../../src/core/attribution.js';
import type { RegistryCore } from '../../src/core/assemble.js';
import { ReplicationResource } from '../../src/nest/wire/replication-resource.js';
import type { WireRequest } from '../../src/nest/wire/wire-request.js';
import { AntiEntropy, DEFAULT_ANTI_ENTROPY } from '../../src/replication/anti-entropy/anti-entropy.js';
import { CopyIntake } from '../../src/replication/anti-entropy/copy-intake.js';
import { ExchangeAnswers } from '../../src/replication/anti-entropy/exchange-answers.js';
import { contentText } from '../../src/replication/anti-entropy/instance-content.js';
import { Reconciliation } from '../../src/replication/anti-entropy/reconciliation.js';
import { Tombstones } from '../../src/replication/anti-entropy/tombstones.js';
import { PeerSource } from '../../src/replication/fill/peer-source.js';
import { DEFAULT_FILL_RETRY, StartUpFill } from '../../src/replication/fill/start-up-fill.js';
import type { FillEnd } from '../../src/replication/fill/start-up-fill.js';
import { ItemAnswers } from '../../src/replication/item-answers.js';
import type { NodeIdentity } from '../../src/replication/node-identity.js';
import { encodeOwnAnswer } from '../../src/replication/own/own-answer.js';
import { decodeOwnBatch } from '../../src/replication/own/own-batch.js';
import { OwnBatchIntake } from '../../src/replication/own/own-batch-intake.js';
import { DEFAULT_PACE } from '../../src/replication/peer-pace.js';
import { Peer } from '../../src/replication/peer.js';
import { Peers } from '../../src/replication/peers/peers.js';
import { ReplicationQueue } from '../../src/replication/replication-queue.js';
import { ReceivedBatches } from '../../src/replication/received-batches.js';
import { Replicator } from '../../src/replication/replicator.js';
import { MODERN } from '../sample-registry.js';
import { SimulatedCalls, valueOf } from './simulated-calls.js';
import type { Ask, Receiver } from './simulated-calls.js';
import type { SimulatedNetwork } from './simulated-network.js';

const LIMITS = { maxBodyBytes: 8_388_608, maxDepth: 32, maxMetadataEntries: 1000, maxMetadataBytes: 1_048_576 };

export interface SimulatedNodeDeps {
  readonly clock: TimerClock;
  readonly random: () => number;
  readonly network: SimulatedNetwork;
  /** The node that runs at a place now, if one does. */
  readonly at: (place: number) => SimulatedNode | undefined;
  readonly places: number;
  /** See `NODE_PROTOCOL`. */
  readonly protocolVersion: number;
  /** A lease was cancelled or evicted. */
  readonly onLeaseEnd: (node: SimulatedNode, id: string) => void;
  readonly onError: (error: unknown) => void;
}

/** A registry with everything that makes it a member of a cluster, but HTTP and Nest. */
export class SimulatedNode implements Receiver {
  readonly core: RegistryCore;
  readonly answers: ExchangeAnswers;
  readonly nodeId: string;
  readonly identity: NodeIdentity;
  readonly #replication: ReplicationResource;
  readonly #batches: OwnBatchIntake;
  readonly #peers: Peers;
  readonly #fill: StartUpFill;
  readonly #antiEntropy: AntiEntropy;
  readonly #loops: readonly Loop[];
  readonly #intake: CopyIntake;
  readonly #reconciliation: Reconciliation;
  ended: FillEnd | undefined;

  constructor(
    readonly place: number,
    start: number,
    private readonly deps: SimulatedNodeDeps,
  ) {
    const { clock, random, onError } = deps;
    this.nodeId = `node-${place}-${start}`;
    const tombstones = new Tombstones(clock);
    const settings = {
      ...MODERN,
      selfPreservation: { kind: 'netflix', enabled: false },
      access: { mode: 'modern', waitsForPeers: true },
    } as const;
    const lives = { changeMs: 30_000, registrationMs: Number.POSITIVE_INFINITY };
    const core = assembleRegistry(settings, clock, random, ({ overrides }) => ({
      replicator: new Replicator(clock, lives, (id) => overrides.record(id)),
      tombstones,
      journal: { on: (event) => void (event.type === 'cancelled' && deps.onLeaseEnd(this, event.lease.id)) },
    }));
    this.core = core;
    const { store, overrides, leases } = core;
    this.identity = { id: this.nodeId, version: deps.protocolVersion };
    this.#replication = new ReplicationResource(
      leases,
      LIMITS,
      this.identity,
      new ReceivedBatches(clock),
      new Attribution(),
    );
    this.#intake = new CopyIntake({ store, overrides, leases, tombstones, clock });
    this.#reconciliation = new Reconciliation({ store, overrides, intake: this.#intake, tombstones, clock });
    this.#batches = new OwnBatchIntake({
      store,
      overrides,
      leases,
      intake: this.#intake,
      tombstones,
      clock,
      syncWhenTimestampDiffers: true,
    });
    const isFilled = (): boolean => core.accessGate.shouldAllowAccess();
    const yieldToOthers = async (): Promise<void> => {};
    this.answers = new ExchangeAnswers({
      store,
      overrides,
      tombstones,
      clock,
      isFilled,
      ownNodeId: this.nodeId,
      yieldToOthers,
    });
    const answers = new ItemAnswers(
      { store, overrides, leases, intake: this.#intake, clock },
      { syncWhenTimestampDiffers: true, registrationMs: lives.registrationMs },
    );
    this.#peers = new Peers({
      find: async () => this.#others().map(endpointAt),
      isOwn: () => false,
      replicator: core.extra.replicator,
      ownNodeId: this.nodeId,
      onChange: () => {},
      create: (endpoint, hooks) =>
        new Peer(
          endpoint.url,
          undefined,
          { batchSize: 250, lingerMs: 500, lingerToOwnMs: 50, askIntervalMs: 10_000, pace: DEFAULT_PACE },
          {
            ...hooks,
            calls: this.#callsTo(placeOf(endpoint)),
            queue: new ReplicationQueue(
              10_000,
              ({ action, app, id }) => action === 'Register' && store.find(app, id) === undefined,
            ),
            answers,
            clock,
            random,
            onError,
            onEnd: () => {},
          },
        ),
    });
    this.#fill = new StartUpFill(
      { waitWhenRefusedMs: 5_000, deadlineMs: 30_000, retry: DEFAULT_FILL_RETRY },
      {
        clock,
        random,
        onError,
        onEnd: (end) => {
          this.ended = end;
          core.openForTraffic(store.size);
        },
      },
    );
    this.#antiEntropy = new AntiEntropy(DEFAULT_ANTI_ENTROPY, {
      partners: () =>
        this.#peers
          .endpoints()
          .filter(({ state }) => state === 'available')
          .map(({ endpoint }) => ({ url: endpoint.url, calls: this.#callsTo(placeOf(endpoint)) })),
      digest: async () => (await this.answers.digest()).buckets,
      reconciliation: this.#reconciliation,
      intake: this.#intake,
      ownNodeId: this.nodeId,
      clock,
      onError,
    });
    this.#loops = [
      new Loop(1_000, (lateByMs) => void (this.isReady && leases.evict(lateByMs)), clock, onError),
      new Loop(2_000, () => void (this.isReady && this.#antiEntropy.tick()), clock, onError),
    ];
  }

  get isReady(): boolean {
    return this.ended !== undefined;
  }

  async start(): Promise<void> {
    this.deps.network.listen(this.place, true);
    await this.#peers.refresh();
    const sources = this.#others().map((place) => {
      const { random } = this.deps;
      const calls = this.#callsTo(place);
      const deps = {
        calls,
        reconciliation: this.#reconciliation,
        intake: this.#intake,
        ownNodeId: this.nodeId,
        random,
      };
      return new PeerSource(endpointAt(place).url, deps);
    });
    this.#fill.start(sources);
    for (const loop of this.#loops) loop.start();
  }

  /** Ends at once, with everything that waits to be sent. */
  kill(): void {
    this.deps.network.listen(this.place, false);
    for (const loop of this.#loops) loop.stop();
    this.#fill.stop();
    this.#antiEntropy.stop();
    void this.#peers.close(0);
  }

  /** What it holds, as text by which nodes are compared. */
  content(): readonly string[] {
    return [...this.core.store.leases()].map((lease) => contentText(lease.instance)).sort();
  }

  /** The body of a batch, answered as over HTTP. */
  async receive(body: string, isFromOurs: boolean): Promise<string> {
    const http = Object.assign(Readable.from([Buffer.from(body)]), {
      complete: true,
      headers: { 'content-type': 'application/json', ...(isFromOurs && { [HEADERS.node]: 'sender;v=1' }) },
    }) as unknown as IncomingMessage;
    const entity = { format: 'json', contentType: 'application/json' } as const;
    const reply = await this.#replication.batch({ http, negotiated: { entity } } as unknown as WireRequest);
    return reply.kind === 'document' ? reply.body : '';
  }

  /** A batch of our own, answered as over HTTP. */
  receiveOwn(body: string): string {
    return encodeOwnAnswer(this.#batches.take(valueOf(decodeOwnBatch(body, LIMITS))));
  }

  #others(): readonly number[] {
    return Array.from({ length: this.deps.places }, (_, place) => place).filter((place) => place !== this.place);
  }

  #callsTo(to: number): SimulatedCalls {
    const { network, at, clock } = this.deps;
    const ask: Ask = (signal, answer) =>
      network.send(this.place, to, signal, () => {
        const node = at(to);
        return node === undefined ? Promise.reject(new Error('nobody listens')) : answer(node);
      });
    return new SimulatedCalls(ask, { identity: this.identity, store: this.core.store, clock });
  }
}

function endpointAt(place: number): Endpoint {
  return new Endpoint(`http://node${place}/eureka/`, undefined, undefined);
}

function placeOf({ url }: Endpoint): number {
  return Number(/node(\d+)/.exec(url)?.[1]);
}
