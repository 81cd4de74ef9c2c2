import { Child } from '../../interop/harness/child.mjs';
import { freePort } from '../../interop/harness/ports.mjs';
import { until } from '../../interop/harness/until.mjs';
import { javaJar } from '../../interop/parties/java-build.mjs';
import { Connection } from '../load/connection.mjs';
import { readRequest } from '../load/eureka-requests.mjs';
import { nodeCommands } from '../parties/commands.mjs';
import { Party } from '../parties/party.mjs';
import { CountingRelay } from './counting-relay.mjs';

const JVM_ARGS = ['-Xmx2g'];
/** Java tells nodes apart by their hosts alone, so there are two of it at most. */
const HOSTS = ['localhost', '127.0.0.1', 'localhost'];
/** A Java node that serves at once; reading its peer's list would leave an empty one in that peer's cache for 30 s. */
const EMPTY = [
  '--eureka.client.fetch-registry=false',
  '--eureka.server.registry-sync-retries=0',
  '--eureka.server.wait-time-in-ms-when-sync-empty=0',
];
/** One that fills itself from its peer, as Spring's does by default. */
const FILLED = ['--eureka.server.registry-sync-retries=5'];

/** Nodes of one kind that are each other's peers, with a relay before each. A node that stops can be started again. */
export class ClusterParty {
  nodes = [];
  relays = [];

  /** @param {{main?: string, count?: number}} options `main`: another build of ours */
  static async create(kind, { main, count = 2 } = {}) {
    const ports = [];
    for (let index = 0; index < 2 * count; index++) ports.push(await freePort());
    const party = new ClusterParty(kind, main, ports.slice(0, count), ports.slice(count));
    for (let index = 0; index < count; index++) {
      party.relays.push(await CountingRelay.open(party.ways[index], ports[index]));
    }
    return party;
  }

  constructor(kind, main, ports, ways) {
    this.name = kind;
    this.main = main;
    this.ports = ports;
    this.ways = ways;
  }

  /**
   * Resolves when the process takes connections, and with the moment at which it was started.
   * @param {{isFilled?: boolean}} options whether a Java node fills itself from its peer; ours always do
   */
  async start(index, { isFilled = false } = {}) {
    const startedAt = performance.now();
    const port = this.ports[index];
    const [program, args] = await this.#command(index, isFilled);
    const child = new Child(`${this.name}-${index + 1}`, program, args);
    await child.ready('a connection', async () => ((await Connection.open(port)).close(), true), 180_000);
    const stop = () => child.kill();
    this.nodes[index] = new Party(this.name, { pid: child.pid, port, stop });
    return startedAt;
  }

  /** All nodes, the first one ready before the next is started; resolves when a read is answered by each. */
  async startAll() {
    for (let index = 0; index < this.ports.length; index++) {
      await this.start(index);
      await this.readable(index);
    }
  }

  async readable(index) {
    // no list: Java would answer with this one for half a minute
    const request = readRequest(this.name === 'ours' ? '/actuator/health/readiness' : '/actuator/health');
    await until('it is ready', async () => (await this.nodes[index].call(request)).status === 200, {
      withinMs: 60_000,
    });
  }

  async stop() {
    await Promise.all(this.nodes.map((node) => node?.stop()));
    for (const relay of this.relays) relay.close();
  }

  async #command(index, isFilled) {
    const port = this.ports[index];
    const urls = this.ports.map((own, other) =>
      other === index ? `http://${HOSTS[index]}:${own}/eureka/` : `http://${HOSTS[other]}:${this.ways[other]}/eureka/`,
    );
    const options = [
      `--eureka.instance.hostname=${HOSTS[index]}`,
      `--eureka.client.service-url.defaultZone=${urls.join(',')}`,
      '--eureka.client.register-with-eureka=false',
    ];
    if (this.name === 'ours') return [process.execPath, [...nodeCommands.ours(port, this.main), ...options]];
    const jar = await javaJar('server');
    const java = [
      '--server.address=127.0.0.1',
      '--server.tomcat.max-keep-alive-requests=-1',
      '--logging.level.root=warn',
    ];
    return [
      'java',
      [...JVM_ARGS, '-jar', jar, `--server.port=${port}`, ...java, ...options, ...(isFilled ? FILLED : EMPTY)],
    ];
  }
}
