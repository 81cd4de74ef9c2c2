import { ClusterNode, PORT } from './cluster-node.mjs';
import { DelayingProxy } from './delaying-proxy.mjs';
import { PrivateNetwork } from './private-network.mjs';

const FIRST_PROXY_PORT = 9001;

/** Registries that are each other's peers, each on a host of its own, in the order in which they are started. */
export class Cluster {
  nodes = [];
  proxies = [];

  /** @param {{nodes: {kind: string, clockMs?: number}[], isFarApart?: boolean}} plan far apart: the ways between them can be made slow */
  static async create(plan) {
    const cluster = new Cluster(await PrivateNetwork.create());
    const hosts = [];
    for (const _ of plan.nodes) hosts.push(await cluster.network.addHost());
    const urls = hosts.map(({ address }) => `http://${address}:${PORT}`);
    const ways = plan.isFarApart ? await cluster.#placeProxies(hosts) : urls;
    for (const [index, node] of plan.nodes.entries()) {
      const peers = urls.map((url, other) => {
        const { user } = plan.nodes[other];
        const way = other === index ? url : ways[other];
        return `${user === undefined ? way : way.replace('//', `//${user}@`)}/eureka/`;
      });
      const place = { ...node, host: hosts[index], url: urls[index], peers };
      cluster.nodes.push(new ClusterNode(`${node.kind}${index + 1}`, place));
    }
    return cluster;
  }

  constructor(network) {
    this.network = network;
  }

  /** One after the other, each as soon as the one before it serves. */
  async startInOrder() {
    for (const node of this.nodes) await node.start();
  }

  /** All at once. */
  async startTogether() {
    for (const node of this.nodes) await node.spawn();
    await Promise.all(this.nodes.map((node) => node.ready()));
  }

  async kill() {
    await Promise.all(this.nodes.map((node) => node.kill()));
  }

  others(node) {
    return this.nodes.filter((other) => other !== node);
  }

  /** From now on every byte between two nodes takes so long, each way. */
  delay(delayMs) {
    for (const proxy of this.proxies) proxy.delayMs = delayMs;
  }

  async #placeProxies(hosts) {
    for (const [index, { address }] of hosts.entries()) {
      const port = FIRST_PROXY_PORT + index;
      this.proxies.push(await DelayingProxy.start({ address, port: PORT }, this.network.hub, port));
    }
    return hosts.map((_, index) => `http://${this.network.hub}:${FIRST_PROXY_PORT + index}`);
  }
}
