import type { InstanceStatus } from '@nest-eureka/protocol';
import { compareOverrides } from '../../src/core/override-record.js';
import type { OverrideRecord } from '../../src/core/override-record.js';
import { contentText } from '../../src/replication/anti-entropy/instance-content.js';
import { SimulatedClient } from './simulated-client.js';
import { SimulatedCluster } from './simulated-cluster.js';
import type { SimulatedNode } from './simulated-node.js';

const CLIENTS = 6;
/** The clock of one client is a day ahead until somebody sets it right. */
const FAR_AHEAD_MS = 86_400_000;
const NO_WORD: OverrideRecord = { status: undefined, at: 0 };
const OVERRIDES: readonly InstanceStatus[] = ['OUT_OF_SERVICE', 'DOWN', 'UP'];

/** A cluster and its clients to which things happen by chance; it keeps in mind what has to come of them. */
export class RandomSchedule {
  readonly cluster: SimulatedCluster;
  readonly clients: readonly SimulatedClient[];
  /** What happened, to be read when something is wrong. */
  readonly log: string[] = [];
  /** Clients that ended without a goodbye that was heard and told on. */
  readonly #silent = new Set<SimulatedClient>();
  /** After all healed: the last word about each override, and the nodes that knew it. */
  #knownWords = new Map<string, OverrideRecord>();
  #whoKnows = new Map<string, readonly SimulatedNode[]>();

  constructor(
    places: number,
    private readonly random: () => number,
    versions: readonly number[] = [],
  ) {
    this.cluster = new SimulatedCluster(places, random);
    this.cluster.skews = Array.from({ length: places }, () => this.#skewMs());
    this.cluster.versions = versions;
    this.cluster.onLeaseEnd = (node, id) => this.#leaseEnded(node, id);
    this.clients = Array.from({ length: CLIENTS }, (_, index) => {
      const skewMs = index === CLIENTS - 1 ? FAR_AHEAD_MS : this.#skewMs();
      return new SimulatedClient(this.cluster, `i-${index}`, index % places, index % 2 === 0 ? 10 : 30, skewMs);
    });
  }

  async start(): Promise<void> {
    await this.cluster.startAll();
    for (const client of this.clients) client.register();
    await this.run(2_000);
  }

  async happen(times: number): Promise<void> {
    for (let step = 0; step < times; step++) {
      await this.#one();
      await this.run(Math.round(this.random() ** 3 * 45_000));
    }
  }

  /** Everything runs and can be reached again. */
  async heal(): Promise<void> {
    this.cluster.network.heal();
    for (let place = 0; place < this.cluster.places; place++) {
      if (this.cluster.at(place) === undefined) await this.cluster.start(place);
    }
    this.log.push(`${this.#now()} healed`);
    this.#knownWords = this.#words(compareOverrides);
    this.#whoKnows = new Map(
      [...this.#knownWords].map(([id, word]) => [id, this.cluster.nodes.filter((node) => wordAt(node, id) === word)]),
    );
  }

  run(ms: number): Promise<void> {
    return this.cluster.run(ms, () => {
      for (const client of this.clients) client.live();
    });
  }

  /** What each node holds, without those that just stopped renewing: each node ends their leases by itself. */
  contents(): readonly (readonly string[])[] {
    const silent = new Set([...this.#silent].map(({ id }) => id));
    return this.cluster.nodes.map(({ core }) =>
      [...core.store.leases()]
        .filter(({ id }) => !silent.has(id))
        .map(({ instance }) => contentText(instance))
        .sort(),
    );
  }

  /** Instances about whose override a node knows less than the last word that any node knew when all healed. */
  forgotten(): readonly string[] {
    const running = new Set(this.running());
    const known = [...this.#knownWords].filter(([id]) => running.has(id));
    const oldest = this.#words((one, other) => compareOverrides(other, one));
    return known.filter(([id, word]) => compareOverrides(oldest.get(id) ?? NO_WORD, word) < 0).map(([id]) => id);
  }

  ids(): readonly (readonly string[])[] {
    return this.cluster.nodes.map(({ core }) => [...core.store.leases()].map(({ id }) => id).sort());
  }

  /** Who has to be there. */
  running(): readonly string[] {
    return this.clients.filter(({ isRunning }) => isRunning).map(({ id }) => id);
  }

  /** A word ends with the lease at the node that knew it alone, as a cancel or an eviction ends it. */
  #leaseEnded(node: SimulatedNode, id: string): void {
    const left = this.#whoKnows.get(id)?.filter((other) => other !== node);
    if (left === undefined) return;
    this.#whoKnows.set(id, left);
    if (left.length === 0) this.#knownWords.delete(id);
  }

  /** Of each instance the word that comes last in an order, over all nodes that list it. */
  #words(order: typeof compareOverrides): Map<string, OverrideRecord> {
    const words = new Map<string, OverrideRecord>();
    for (const { core } of this.cluster.nodes) {
      for (const { id } of core.store.leases()) {
        const word = wordAt({ core }, id);
        const other = words.get(id);
        if (other === undefined || order(word, other) > 0) words.set(id, word);
      }
    }
    return words;
  }

  async #one(): Promise<void> {
    const client = this.#any(this.clients);
    const place = Math.floor(this.random() * this.cluster.places);
    const other = (place + 1 + Math.floor(this.random() * (this.cluster.places - 1))) % this.cluster.places;
    const node = this.cluster.at(place);
    const { network } = this.cluster;
    const acts: readonly (readonly [string, () => unknown])[] = [
      ['register', () => this.#register(client)],
      ['change', () => client.isRunning && client.register({ status: this.random() < 0.5 ? 'UP' : 'STARTING' })],
      ['leave', () => client.isRunning && this.#leave(client)],
      ['die', () => this.#die(client)],
      ['leave', () => client.isRunning && this.#leave(client)],
      ['move', () => (client.home = place)],
      ['cancel', () => node?.core.leases.cancel('ORDERS', client.id, 'client')],
      ['metadata', () => this.#metadata(node, client)],
      ['metadata', () => this.#metadata(node, client)],
      ['override', () => this.#override(node, client)],
      ['override', () => this.#override(node, client)],
      ['no override', () => this.#noOverride(node, client)],
      ['no override', () => this.#noOverride(node, client)],
      ['right clock', () => (client.skewMs = this.#skewMs())],
      ['partition', () => this.cluster.partition([place])],
      ['partition', () => this.cluster.partition([place])],
      ['one way', () => network.set(place, other, { isCut: true })],
      ['losses', () => network.set(place, other, { loss: 0.3 })],
      ['delays', () => network.set(place, other, { delayMs: 4_000 })],
      ['mend', () => network.heal()],
      ['kill', () => this.#kill(place)],
      ['restart', () => this.#restart(place)],
      ['restart', () => this.#restart(place)],
    ];
    const [name, act] = this.#any(acts);
    this.log.push(`${this.#now()} ${name} ${client.id}@${client.home} place ${place} other ${other}`);
    await act();
  }

  #register(client: SimulatedClient): void {
    if (client.isRunning) return;
    this.#silent.delete(client);
    client.register();
  }

  #leave(client: SimulatedClient): void {
    if (!client.leave()) this.#silent.add(client);
  }

  #die(client: SimulatedClient): void {
    if (!client.isRunning) return;
    client.die();
    this.#silent.add(client);
  }

  #metadata(node: SimulatedNode | undefined, { id }: SimulatedClient): void {
    node?.core.leases.updateMetadata('ORDERS', id, new Map([['seen', String(Math.floor(this.random() * 9))]]));
  }

  #override(node: SimulatedNode | undefined, { id }: SimulatedClient): void {
    node?.core.leases.overrideStatus('ORDERS', id, this.#any(OVERRIDES), undefined, 'client');
  }

  #noOverride(node: SimulatedNode | undefined, { id }: SimulatedClient): void {
    node?.core.leases.removeOverride('ORDERS', id, this.#any(['UNKNOWN', 'UP']), undefined, 'client');
  }

  /** Up to ten minutes ahead or behind. */
  #skewMs(): number {
    return Math.round((this.random() - 0.5) * 1_200_000);
  }

  /** Never the last one. What it had been told alone is lost with it. */
  #kill(place: number): void {
    if (this.cluster.nodes.length < 2) return;
    this.cluster.kill(place);
    for (const client of this.clients) if (!client.isRunning) this.#silent.add(client);
  }

  async #restart(place: number): Promise<void> {
    if (this.cluster.at(place) === undefined) await this.cluster.start(place);
  }

  #any<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.random() * choices.length)] as T;
  }

  #now(): number {
    return this.cluster.clock.monotonic();
  }
}

function wordAt({ core }: Pick<SimulatedNode, 'core'>, id: string): OverrideRecord {
  return core.overrides.record(id) ?? NO_WORD;
}
