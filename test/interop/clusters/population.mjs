import { BeatingClient } from './beating-client.mjs';
import { exactly } from './sameness.mjs';

const APP = 'FLOCK';

/** The clients of a cluster: what each of them does, and what every registry must show in the end. */
export class Population {
  #clients = new Map();
  #statuses = {};

  constructor(nodes) {
    this.nodes = nodes;
  }

  /** A new client that talks to `node` as long as it can. */
  async join(id, node) {
    const order = [node, ...this.nodes.filter((other) => other !== node)];
    this.#clients.set(id, await new BeatingClient(APP, id, order).start());
    this.#statuses[id] = 'UP';
  }

  async leave(id) {
    await this.#clients.get(id).leave();
    this.#clients.delete(id);
    delete this.#statuses[id];
  }

  /** Cancelled at one node by whoever, while it goes on beating at another. */
  async moves(id, from, to) {
    const client = this.#clients.get(id);
    client.turnTo(to);
    await from.fetch(client.path, { method: 'DELETE' });
  }

  change(id, metadata) {
    return this.#clients.get(id).register({ metadata });
  }

  /** An operator's override at one node. */
  async override(id, node, status) {
    const client = this.#clients.get(id);
    const { status: answered } = await node.fetch(`${client.path}/status?value=${status}`, { method: 'PUT' });
    if (answered !== 200) throw new Error(`the override of ${id} at ${node.name} was answered ${answered}`);
    this.#statuses[id] = status;
  }

  async clearOverride(id, node) {
    const client = this.#clients.get(id);
    await node.fetch(`${client.path}/status?value=UP`, { method: 'DELETE' });
    this.#statuses[id] = 'UP';
  }

  /** Either of these is right, as long as it is the same everywhere. */
  mayBe(id, statuses) {
    this.#statuses[id] = statuses.join(' or ');
  }

  /** What a registry does when it is lost as a whole. */
  forgetOverrides() {
    for (const id of Object.keys(this.#statuses)) this.#statuses[id] = 'UP';
  }

  /** What is wrong with a registry's content, if anything. */
  get expectation() {
    return exactly(this.#statuses);
  }

  /** Heartbeats that no registry took. */
  get missed() {
    return [...this.#clients.values()].reduce((sum, { missed }) => sum + missed, 0);
  }

  async stop() {
    await Promise.all([...this.#clients.values()].map((client) => client.stop()));
  }
}
