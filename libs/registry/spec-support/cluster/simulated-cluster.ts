import { setImmediate as turn } from 'node:timers/promises';
import type { TimerClock } from '@nest-eureka/time';
import { ManualClock } from '@nest-eureka/time/testing';
import { NODE_PROTOCOL } from '../../src/replication/node-identity.js';
import { SimulatedNetwork } from './simulated-network.js';
import { SimulatedNode } from './simulated-node.js';

const STEP_MS = 200;

/** Nodes in one process, on one clock that a test moves; each may have its own idea of the time of day. */
export class SimulatedCluster {
  readonly clock = new ManualClock();
  readonly network: SimulatedNetwork;
  readonly errors: unknown[] = [];
  readonly #nodes: (SimulatedNode | undefined)[] = [];
  #starts = 0;
  /** How far each node's clock is ahead, ms. */
  skews: readonly number[] = [];
  /** What the node of each place understands; see `NODE_PROTOCOL`. @default the newest */
  versions: readonly number[] = [];
  /** Is told when a lease is cancelled or evicted at a node. */
  onLeaseEnd: (node: SimulatedNode, id: string) => void = () => {};

  constructor(
    readonly places: number,
    private readonly random: () => number,
  ) {
    this.network = new SimulatedNetwork(this.clock, random);
  }

  /** The nodes that run. */
  get nodes(): readonly SimulatedNode[] {
    return this.#nodes.filter((node) => node !== undefined);
  }

  at(place: number): SimulatedNode | undefined {
    return this.#nodes[place];
  }

  async start(place: number): Promise<SimulatedNode> {
    const node = new SimulatedNode(place, this.#starts++, {
      clock: this.#clockOf(place),
      random: this.random,
      network: this.network,
      at: (other) => this.at(other),
      places: this.places,
      protocolVersion: this.versions[place] ?? NODE_PROTOCOL.ownBatches,
      onLeaseEnd: (ended, id) => this.onLeaseEnd(ended, id),
      onError: (error) => void this.errors.push(error),
    });
    this.#nodes[place] = node;
    await node.start();
    return node;
  }

  async startAll(): Promise<void> {
    for (let place = 0; place < this.places; place++) await this.start(place);
    await this.run(8_000);
  }

  kill(place: number): void {
    this.#nodes[place]?.kill();
    this.#nodes[place] = undefined;
  }

  killAll(): void {
    for (let place = 0; place < this.places; place++) this.kill(place);
  }

  /** Cuts both ways between the places of one side and all others. */
  partition(side: readonly number[]): void {
    for (let from = 0; from < this.places; from++) {
      for (let to = 0; to < this.places; to++) {
        if (side.includes(from) !== side.includes(to)) this.network.set(from, to, { isCut: true });
      }
    }
  }

  /** Lets time pass, with all that follows from it. */
  async run(ms: number, each: () => void = () => {}): Promise<void> {
    const until = this.clock.monotonic() + ms;
    while (this.clock.monotonic() < until) {
      this.clock.advance(Math.min(STEP_MS, until - this.clock.monotonic()));
      // bodies are read as streams, which takes turns of the event loop
      for (let turns = 0; turns < 3; turns++) await turn();
      each();
    }
  }

  #clockOf(place: number): TimerClock {
    const { clock } = this;
    const skewMs = this.skews[place] ?? 0;
    return {
      now: () => clock.now() + skewMs,
      monotonic: () => clock.monotonic(),
      after: (delayMs, callback) => clock.after(delayMs, callback),
    };
  }
}
