import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Child } from '../harness/child.mjs';
import { cacheDirectory, repositoryDirectory } from '../harness/paths.mjs';
import { javaJar } from '../parties/java-build.mjs';
import { RENEWED_SOON } from '../parties/java-server.mjs';

export const PORT = 8761;
const SHORT_LIVED = ['-Xmx256m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto'];
const shiftClock = fileURLToPath(new URL('shifted-clock.mjs', import.meta.url));

/** A registry of a cluster, ours or Java's, on a host of its own. */
export class ClusterNode {
  #child;

  /**
   * @param {{kind: 'ours' | 'java', clockMs?: number, user?: string, args?: string[], url: string, peers: string[], host: object}} place
   *   `clockMs` is how far the clock of its machine is off; `user`, as `name:password`, is who may do everything; `args` are further
   *   options; `peers` are service URLs as this node is given them
   */
  constructor(name, place) {
    this.name = name;
    this.place = place;
    this.url = place.url;
  }

  /** Another program takes its place, with the same address and the same peers, once this one is killed. */
  become(kind) {
    this.place = { ...this.place, kind };
  }

  /** Resolves when the process is there, long before it answers. */
  async spawn() {
    const { host, kind } = this.place;
    const [program, ...args] = [...host.prefix, ...(await this.#command())];
    const cwd = join(cacheDirectory, 'work');
    mkdirSync(cwd, { recursive: true });
    const env = { CLOCK_SHIFT_MS: String(this.place.clockMs ?? 0) };
    this.#child = new Child(`${kind}-${this.name}`, program, args, { cwd, env });
  }

  /** Resolves when it answers anything at all. */
  async answers() {
    await this.#child.ready('an answer', () => this.fetch('/eureka/status', { method: 'HEAD' }));
  }

  /** A call of a client who may do everything. */
  fetch(path, { headers, timeoutMs = 15_000, ...options } = {}) {
    const { user } = this.place;
    const authorization = user && { Authorization: `Basic ${Buffer.from(user).toString('base64')}` };
    return fetch(`${this.url}${path}`, {
      headers: { Accept: 'application/json', ...authorization, ...headers },
      signal: AbortSignal.timeout(timeoutMs),
      ...options,
    });
  }

  /** Resolves when its registry may be read. */
  async ready() {
    await this.#child.ready('a read', async () => (await this.read()) !== undefined);
  }

  async start() {
    await this.spawn();
    await this.ready();
  }

  kill() {
    return this.#child.kill();
  }

  /** Its whole registry as JSON; undefined while it does not show it. */
  async read() {
    const response = await this.fetch('/eureka/apps');
    const text = await response.text();
    return response.status === 200 ? JSON.parse(text).applications : undefined;
  }

  /** What it says about its peers; nothing where it is Java's. */
  async peers() {
    if (this.place.kind === 'java') return [];
    return (await (await this.fetch('/eureka/x/cluster')).json()).peers;
  }

  async #command() {
    const { kind, host, peers, args = [] } = this.place;
    const options = [
      `--server.port=${PORT}`,
      `--eureka.instance.hostname=${host.address}`,
      `--eureka.client.service-url.defaultZone=${peers.join(',')}`,
      '--eureka.client.register-with-eureka=false',
      // dead ones go by their leases alone, and answers hold what was written before them
      '--eureka.server.enable-self-preservation=false',
      '--eureka.server.eviction-interval-timer-in-ms=1000',
      '--eureka.server.use-read-only-response-cache=false',
      ...args,
    ];
    if (kind === 'java') {
      const own = [RENEWED_SOON, '--logging.level.root=warn'];
      return ['java', ...SHORT_LIVED, '-jar', await javaJar('server'), ...options, ...own];
    }
    const main = join(repositoryDirectory, 'dist', 'main.js');
    return [process.execPath, '--import', shiftClock, main, ...options, ...this.#openness()];
  }

  /** A node that nobody has to log in to listens on the network only when it is told to. */
  #openness() {
    const [name, password] = this.place.user?.split(':') ?? [];
    if (name === undefined) return ['--eureka.server.insecure=true'];
    return [`--spring.security.user.name=${name}`, `--spring.security.user.password=${password}`];
  }
}
