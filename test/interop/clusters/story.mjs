import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../harness/until.mjs';
import { LEASE_MS } from './beating-client.mjs';
import { PORT } from './cluster-node.mjs';
import { Population } from './population.mjs';
import { becomeEqual } from './sameness.mjs';

/** Twice the time between two comparisons of our nodes (`compare-interval-ms`). */
const TWO_ROUNDS_MS = 20_000;
/** Longer than a lease, so that each side of a partition has given up the clients of the other. */
const CUT_MS = LEASE_MS + 2000;
const SLOW_MS = 10_000;
const CLIENTS_PER_NODE = 3;
const QUICK_MS = 1000;

/** What happens to one cluster, each step measured until all nodes hold the same again. */
export class Story {
  /** @param onFigure takes `{ cluster, what, tookMs }` */
  constructor(plan, cluster, run, onFigure) {
    this.plan = plan;
    this.cluster = cluster;
    this.run = run;
    this.onFigure = onFigure;
    this.population = new Population(cluster.nodes);
  }

  async tell() {
    await this.#step('started one after the other', () => this.#starts());
    for (const chapter of this.plan.chapters) await this[chapter]();
    await this.run.case(`[${this.plan.title}] a registry took every heartbeat`, async () => {
      strictEqual(this.population.missed, 0);
    });
    await this.#step('all killed and started together', () => this.#restartOfAll());
  }

  async partition() {
    const { nodes, network } = this.cluster;
    const { population } = this;
    const [here, ...others] = nodes;
    const there = others[0];
    await population.join('leaves-here', here);
    await population.join('leaves-there', there);
    await population.join('moves', here);
    await this.#settle();
    await this.#step('two-way partition', async () => {
      for (const other of others) await network.cut(here.place.host, other.place.host);
      await population.join('new-here', here);
      await population.join('new-there', there);
      await population.leave('leaves-here');
      await population.leave('leaves-there');
      await population.moves('moves', here, there);
      await population.change('c1-1', { colour: 'blue' });
      await population.override('c2-1', there, 'OUT_OF_SERVICE');
      await pause(CUT_MS);
      await this.#holdsUnlike(here, there);
      await network.heal();
    });
  }

  async oneWayPartition() {
    const { nodes, network } = this.cluster;
    const { population } = this;
    const [here, ...others] = nodes;
    await this.#step('one-way partition', async () => {
      for (const other of others) await network.cutRequests(here.place.host, other.place.host, PORT);
      await population.join('heard-there', others[0]);
      await until('what the others do arrives', async () => this.#shows(here, 'heard-there'), { withinMs: 10_000 });
      await population.join('unheard-here', here);
      await population.change('c1-2', { colour: 'red' });
      await pause(CUT_MS);
      // a node of ours fetches what it is not told
      if (others[0].place.kind === 'java') strictEqual(await this.#shows(others[0], 'unheard-here'), false);
      await network.heal();
    });
  }

  /** Java's protocol has no rule for them. Of ours the later word stands, and any of them where the clocks are wrong. */
  async contradiction() {
    const { nodes, network } = this.cluster;
    const { population } = this;
    const [here, ...others] = nodes;
    await population.override('c1-3', here, 'OUT_OF_SERVICE');
    await this.#settle();
    await this.#step('overrides that contradict each other', async () => {
      for (const other of others) await network.cut(here.place.host, other.place.host);
      await population.override('c1-2', here, 'OUT_OF_SERVICE');
      await population.clearOverride('c1-3', here);
      await population.override('c1-3', others[0], 'DOWN');
      await population.override('c1-2', others[0], 'DOWN');
      if (nodes.some(({ place }) => place.clockMs)) {
        population.mayBe('c1-2', ['OUT_OF_SERVICE', 'DOWN']);
        population.mayBe('c1-3', ['UP', 'DOWN']);
      }
      await pause(QUICK_MS);
      await network.heal();
    });
    await population.clearOverride('c1-2', here);
    await population.clearOverride('c1-3', here);
    await this.#settle();
  }

  async killOfEach() {
    for (const node of this.cluster.nodes) {
      await this.#step(`kill -9 of ${node.name} and its restart`, async () => {
        await node.kill();
        await pause(QUICK_MS);
        await node.spawn();
        await node.answers();
      });
    }
  }

  /** A Java cluster becomes ours node by node, and one node goes back. */
  async replacement() {
    const { nodes } = this.cluster;
    for (const node of nodes) await this.#replace(node, 'ours');
    await this.#replace(nodes[0], 'java');
  }

  async #replace(node, kind) {
    await this.#step(`${node.name} replaced by ${kind === 'ours' ? 'ours' : "Java's"}`, async () => {
      await node.kill();
      node.become(kind);
      await node.spawn();
      await node.answers();
    });
  }

  async slowness() {
    const { cluster, population } = this;
    const [here, there] = cluster.nodes;
    await this.#step(`${SLOW_MS / 1000} s of latency between the nodes`, async () => {
      cluster.delay(SLOW_MS);
      const slowestMs = await this.#slowestAnswer(here, CUT_MS);
      ok(slowestMs < SLOW_MS / 2, `a client waited ${Math.round(slowestMs)} ms`);
      await population.join('in-slow-times', here);
      await population.override('c2-1', there, 'OUT_OF_SERVICE');
      for (const { queued } of await here.peers()) ok(queued < 20 * CLIENTS_PER_NODE, `${queued} messages wait`);
      cluster.delay(0);
    });
  }

  async #starts() {
    await this.cluster.startInOrder();
    for (const [index, node] of this.cluster.nodes.entries()) {
      for (let n = 1; n <= CLIENTS_PER_NODE; n++) await this.population.join(`c${index + 1}-${n}`, node);
    }
  }

  /** The clients come back by themselves; what an operator has said is forgotten. */
  async #restartOfAll() {
    await this.cluster.kill();
    this.population.forgetOverrides();
    await this.cluster.startTogether();
  }

  /** Makes something happen, then measures how long the nodes take to hold the same, which must be the right thing. */
  async #step(what, happen) {
    await this.run.case(`[${this.plan.title}] ${what}: all nodes hold the same within two rounds`, async () => {
      await happen();
      const tookMs = await becomeEqual(this.cluster.nodes, this.population.expectation, TWO_ROUNDS_MS);
      this.onFigure({ cluster: this.plan.title, what, tookMs });
      await pause(QUICK_MS);
      await becomeEqual(this.cluster.nodes, this.population.expectation, QUICK_MS);
    });
  }

  #settle() {
    return becomeEqual(this.cluster.nodes, this.population.expectation, TWO_ROUNDS_MS);
  }

  /** The cut is a cut: each side knows only its own newcomer. */
  async #holdsUnlike(here, there) {
    deepStrictEqual([await this.#shows(here, 'new-here'), await this.#shows(here, 'new-there')], [true, false]);
    deepStrictEqual([await this.#shows(there, 'new-here'), await this.#shows(there, 'new-there')], [false, true]);
  }

  async #shows(node, id) {
    const { application } = await node.read();
    return application.some(({ instance }) => instance.some(({ instanceId }) => instanceId === id));
  }

  async #slowestAnswer(node, forMs) {
    const over = performance.now() + forMs;
    let slowestMs = 0;
    while (performance.now() < over) {
      const from = performance.now();
      await node.read();
      slowestMs = Math.max(slowestMs, performance.now() - from);
      await pause(20);
    }
    return slowestMs;
  }
}
