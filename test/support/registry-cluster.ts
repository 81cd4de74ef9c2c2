import type { RegistryOptions } from '@nest-eureka/config';
import { freePorts } from './free-ports.js';
import { startRegistry } from './registry-server.js';
import type { RegistryServer } from './registry-server.js';

/** Registries that are each other's peers, all given the same list of service URLs. */
export class RegistryCluster {
  readonly nodes: (RegistryServer | undefined)[] = [];

  private constructor(
    readonly ports: readonly number[],
    private readonly options: (index: number, urls: readonly string[]) => RegistryOptions,
  ) {}

  /** @param options of one node, given every node's service URL */
  static async start(
    count: number,
    options: (index: number, urls: readonly string[]) => RegistryOptions = () => ({}),
  ): Promise<RegistryCluster> {
    const cluster = new RegistryCluster(await freePorts(count), options);
    for (let index = 0; index < count; index++) await cluster.restart(index);
    return cluster;
  }

  get urls(): readonly string[] {
    return this.ports.map((port) => `http://127.0.0.1:${port}/eureka/`);
  }

  node(index: number): RegistryServer {
    const node = this.nodes[index];
    if (node === undefined) throw new Error(`node ${index} does not run`);
    return node;
  }

  async stop(index: number): Promise<void> {
    await this.node(index).close();
    this.nodes[index] = undefined;
  }

  /** Starts a node that does not run, at its old place. */
  async restart(index: number): Promise<void> {
    const { urls } = this;
    const port = this.ports[index] ?? 0;
    this.nodes[index] = await startRegistry(
      { port, client: { serviceUrl: { defaultZone: urls } }, ...this.options(index, urls) },
      '127.0.0.1',
      port,
    );
  }

  async close(): Promise<void> {
    await Promise.all(this.nodes.flatMap((node) => (node === undefined ? [] : [node.close()])));
  }
}
