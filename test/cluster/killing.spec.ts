import { tmpdir } from 'node:os';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { aRegistration } from '../support/an-instance.js';
import { freePorts } from '../support/free-ports.js';
import { HttpCaller } from '../support/http-caller.js';
import { ServerProcess, buildServer } from '../support/server-process.js';
import { until } from '../support/until.js';

const INSTANCES = 60;
const IDS = Array.from({ length: INSTANCES }, (_, index) => `i-${index}`);

/** Two servers as processes of their own, each other's peers. */
class TwoProcesses {
  readonly processes: (ServerProcess | undefined)[] = [];
  readonly nodes: readonly HttpCaller[];

  private constructor(readonly ports: readonly number[]) {
    this.nodes = ports.map((port) => new HttpCaller(`http://127.0.0.1:${port}`));
  }

  static async start(): Promise<TwoProcesses> {
    const two = new TwoProcesses(await freePorts(2));
    await Promise.all([two.restart(0), two.restart(1)]);
    return two;
  }

  /** Does not wait until it is ready. */
  async restart(index: number): Promise<void> {
    const urls = this.ports.map((port) => `http://127.0.0.1:${port}/eureka/`).join(',');
    const args = [`--server.port=${this.ports[index]}`, `--eureka.client.service-url.defaultZone=${urls}`];
    const server = ServerProcess.spawn(args, { cwd: tmpdir() });
    this.processes[index] = server;
    await server.listening();
  }

  async kill(index: number): Promise<void> {
    await this.processes[index]?.kill();
    this.processes[index] = undefined;
  }

  async close(): Promise<void> {
    await Promise.all([this.kill(0), this.kill(1)]);
  }
}

/** What one node answered to reads, all the time: how many instances, or the status, or `gone`. */
class Reader {
  readonly answers = new Map<number | string, number>();
  #isOver = false;
  readonly #reading: Promise<void>;

  constructor(private readonly node: HttpCaller) {
    this.#reading = this.#read();
  }

  async stop(): Promise<readonly (number | string)[]> {
    this.#isOver = true;
    await this.#reading;
    return [...this.answers.keys()];
  }

  async #read(): Promise<void> {
    while (!this.#isOver) {
      const seen = await seenAt(this.node);
      this.answers.set(seen, (this.answers.get(seen) ?? 0) + 1);
    }
  }
}

async function seenAt(node: HttpCaller): Promise<number | string> {
  try {
    const answer = await node.get('/eureka/apps/ORDERS');
    if (answer.status !== 200) return String(answer.status);
    return (answer.json() as { application: { instance: readonly unknown[] } }).application.instance.length;
  } catch {
    return 'gone';
  }
}

async function isReady(node: HttpCaller): Promise<boolean> {
  return (await node.get('/actuator/health/readiness', {})).status === 200;
}

describe('two nodes under clients', () => {
  let two: TwoProcesses | undefined;
  beforeAll(() => buildServer(), 120_000);
  afterEach(() => two?.close());

  it.each([0, 1])(
    'never show half a registry while node %i is killed and started again',
    async (victim) => {
      two = await TwoProcesses.start();
      const { nodes } = two;
      for (const node of nodes) await until('it is ready', () => isReady(node), 15_000);
      const [survivor, killed] = [nodes[1 - victim]!, nodes[victim]!];
      // half of the clients are those of the node that is killed
      await Promise.all(
        IDS.map((instanceId, index) => nodes[index % 2]!.post('/eureka/apps/ORDERS', aRegistration({ instanceId }))),
      );
      for (const node of nodes) await until('it has all', async () => (await seenAt(node)) === INSTANCES);
      const readers = [new Reader(survivor), new Reader(killed)] as const;
      await two.kill(victim);
      await two.restart(victim);
      // clients go on beating at whichever node they had
      const beat = (id: string): Promise<number> =>
        killed.put(`/eureka/apps/ORDERS/${id}`).then(({ status }) => status);
      await until('it is ready again', () => isReady(killed), 15_000);
      expect(new Set(await Promise.all(IDS.map(beat)))).toEqual(new Set([200]));
      await until('it was read since', () => readers[1].answers.has(INSTANCES));
      expect(await readers[0].stop()).toEqual([INSTANCES]);
      const shown = await readers[1].stop();
      expect(shown).toContain('gone');
      expect(shown.filter((seen) => typeof seen === 'number')).toEqual([INSTANCES]);
      expect(shown).not.toContain('404');
    },
    90_000,
  );

  it('serve again after both were killed, with every client that beats', async () => {
    two = await TwoProcesses.start();
    const { nodes } = two;
    await nodes[0]!.post('/eureka/apps/ORDERS', aRegistration({ instanceId: 'before' }));
    await two.close();
    await Promise.all([two.restart(0), two.restart(1)]);
    for (const node of nodes) await until('it is ready', () => isReady(node), 15_000);
    expect((await nodes[1]!.put('/eureka/apps/ORDERS/before')).status).toBe(404);
    await nodes[1]!.post('/eureka/apps/ORDERS', aRegistration({ instanceId: 'before' }));
    for (const node of nodes) await until('it is there', async () => (await seenAt(node)) === 1, 10_000);
  }, 90_000);
});
