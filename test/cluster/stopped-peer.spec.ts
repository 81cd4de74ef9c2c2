import { tmpdir } from 'node:os';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { aRegistration } from '../support/an-instance.js';
import { commandLine } from '../support/command-line.js';
import { freePorts } from '../support/free-ports.js';
import type { HttpCaller } from '../support/http-caller.js';
import { ServerProcess, buildServer } from '../support/server-process.js';
import { until } from '../support/until.js';

const APP = '/eureka/apps/ORDERS';
const COUNT = 300;

interface PeerSeen {
  readonly state: string;
  readonly queued: number;
}

/** What the journal says of peers, oldest first. */
async function comings(node: HttpCaller): Promise<readonly string[]> {
  const { text } = await node.get('/eureka/x/journal?kind=peer-available,peer-unavailable');
  return Array.from(text.matchAll(/"kind":"([^"]+)"/g), ([, kind = '']) => kind).toReversed();
}

describe('a peer whose process is stopped', () => {
  beforeAll(() => buildServer(), 120_000);
  const running: ServerProcess[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map((server) => server.kill()));
  });

  async function start(ports: readonly number[]): Promise<readonly HttpCaller[]> {
    const urls = ports.map((port) => `http://127.0.0.1:${port}/eureka/`).join(',');
    running.push(
      ...ports.map((port) =>
        ServerProcess.spawn(
          [
            `--server.port=${port}`,
            `--eureka.client.service-url.defaultZone=${urls}`,
            '--eureka.server.peer-node-read-timeout-ms=300',
          ],
          { cwd: tmpdir() },
        ),
      ),
    );
    return Promise.all(running.map((server) => server.listening()));
  }

  it('costs the others neither time nor memory, and is in step soon after it goes on', async () => {
    const [here, there] = (await start(await freePorts(2))) as [HttpCaller, HttpCaller];
    const peer = async (): Promise<PeerSeen> => {
      const { peers } = (await here.get('/eureka/x/cluster')).json() as { readonly peers: readonly [PeerSeen] };
      return peers[0];
    };
    const held = async (): Promise<number> => (await there.get(APP)).text.match(/"instanceId"/g)?.length ?? 0;
    await until('they know each other', async () => (await peer()).state === 'available', 20_000);
    for (let n = 0; n < COUNT; n++) await here.post(APP, aRegistration({ instanceId: `i-${n}` }));
    await until('the other has all', async () => (await held()) === COUNT, 20_000);
    // on a slow machine a batch is sent again whose answer came too late
    await until('nothing waits', async () => (await peer()).queued === 0, 20_000);

    running[1]?.child.kill('SIGSTOP');
    await here.delete(`${APP}/i-0`);
    await here.put(`${APP}/i-1/status?value=OUT_OF_SERVICE`);
    await here.post(APP, aRegistration({ instanceId: 'new' }));
    let slowestMs = 0;
    for (let round = 0; round < 3; round++) {
      for (let n = 2; n < COUNT; n++) {
        const from = performance.now();
        await here.put(`${APP}/i-${n}`);
        slowestMs = Math.max(slowestMs, performance.now() - from);
      }
    }
    await until('it is missed', async () => (await peer()).state === 'unavailable', 20_000);
    expect(await comings(here)).toEqual(['peer-available', 'peer-unavailable']);
    const { exit, out } = await commandLine(['cluster', '--url', `${here.url}/eureka/`]);
    expect([exit, out]).toEqual([1, expect.stringMatching(/ unavailable +ours /)]);
    // one message of each kind and instance, however often they beat
    expect((await peer()).queued).toBeLessThanOrEqual(COUNT + 10);
    expect(slowestMs).toBeLessThan(5000);

    running[1]?.child.kill('SIGCONT');
    await until('it has what is new', async () => (await there.get(`${APP}/new`)).status === 200, 10_000);
    await until('nothing waits', async () => (await peer()).queued === 0, 10_000);
    expect(await comings(here)).toEqual(['peer-available', 'peer-unavailable', 'peer-available']);
    expect((await there.get(`${APP}/i-0`)).status).toBe(404);
    expect((await there.get(`${APP}/i-1`)).text).toContain('"status":"OUT_OF_SERVICE"');
    expect(await held()).toBe(COUNT);
  }, 60_000);
});
