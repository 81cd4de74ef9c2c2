import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aRegistration } from '../support/an-instance.js';
import { freePort, freePorts } from '../support/free-ports.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';
import { until } from '../support/until.js';

interface Listed {
  readonly applications: {
    readonly apps__hashcode: string;
    readonly application: readonly { readonly name: string; readonly instance: readonly { instanceId: string }[] }[];
  };
}

async function listed(server: RegistryServer, path: string): Promise<readonly string[] | number> {
  const answer = await server.get(path);
  if (answer.status !== 200) return answer.status;
  const { application } = (answer.json() as Listed).applications;
  return application.flatMap(({ name, instance }) => instance.map((one) => `${name}/${one.instanceId}`)).toSorted();
}

function register(server: RegistryServer, app: string, instanceId: string): Promise<unknown> {
  const authorization = `Basic ${Buffer.from('root:open sesame').toString('base64')}`;
  return server.post(`/eureka/apps/${app}`, aRegistration({ app, instanceId }), { authorization });
}

describe('other regions', () => {
  let folder: string;
  let east: RegistryServer;
  let here: RegistryServer;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'regions-'));
    east = await startRegistry({ security: { user: { name: 'root', password: 'open sesame' } } });
    await register(east, 'ORDERS', 'e1');
    await register(east, 'STOCK', 'e2');
    here = await startRegistry({
      remoteRegionUrlsWithName: { East: `http://root:open%20sesame@127.0.0.1:${east.port}/eureka/` },
      remoteRegionAppWhitelist: { east: 'ORDERS' },
      remoteRegionRegistryFetchInterval: 1,
      remoteRegionCopyDir: folder,
    });
    await register(here, 'ORDERS', 'h1');
    await until('the region is read', async () => (await here.get('/eureka/apps?regions=east')).status === 200);
  });
  afterAll(async () => {
    await Promise.all([here.close(), east.close()]);
    await rm(folder, { recursive: true });
  });

  it.each([
    ['/eureka/apps', ['ORDERS/e1', 'ORDERS/h1']],
    ['/eureka/apps?regions=EAST', ['ORDERS/e1', 'ORDERS/h1']],
    ['/eureka/apps?regions=nowhere', ['ORDERS/h1']],
    ['/eureka/vips/orders', ['ORDERS/e1', 'ORDERS/h1']],
    ['/eureka/apps/delta', ['ORDERS/e1', 'ORDERS/h1']],
  ])('are part of what %s lists', async (path, expected) => {
    expect(await listed(here, path)).toEqual(expected);
  });

  it('answer for one application and one instance that is not here, white-list or not', async () => {
    expect((await here.get('/eureka/apps/STOCK')).text).toContain('"e2"');
    expect((await here.get('/eureka/apps/ORDERS')).text).not.toContain('"e1"');
    expect((await here.get('/eureka/apps/stock/e2')).text).toContain('"e2"');
    expect((await here.get('/eureka/instances/e2')).status).toBe(200);
    expect((await here.get('/eureka/instances/e3')).status).toBe(404);
  });

  it('are not changed from here', async () => {
    const statuses = await Promise.all([
      here.put('/eureka/apps/STOCK/e2'),
      here.delete('/eureka/apps/STOCK/e2'),
      here.put('/eureka/apps/STOCK/e2/status?value=DOWN'),
      here.delete('/eureka/apps/STOCK/e2/status'),
      here.put('/eureka/apps/STOCK/e2/metadata?a=b'),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([404, 404, 400, 400, 400]);
    expect(statuses.at(-1)?.text).toContain('region east');
    expect(await listed(here, '/eureka/apps')).toEqual(['ORDERS/e1', 'ORDERS/h1']);
  });

  it('are followed, shown with their age, and never with credentials', async () => {
    await register(east, 'ORDERS', 'e3');
    await until('the change is here', async () => (await here.get('/eureka/apps?regions=east')).text.includes('"e3"'));
    const { text } = await here.get('/eureka/x/cluster');
    expect(text).not.toContain('sesame');
    expect(JSON.parse(text)).toMatchObject({
      regions: [{ region: 'east', instances: 3, source: 'region', failures: 0 }],
    });
    expect((await here.get('/eureka/status')).text).toContain('east (3 instances)');
  });

  it('come from the copy on disk when the region is gone at the next start', async () => {
    const file = join(folder, 'region-east.jsonl');
    await until('a copy is written', async () => (await readdir(folder)).includes('region-east.jsonl'));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/eureka/`;
    const apart = await startRegistry({ remoteRegionUrlsWithName: { east: url }, remoteRegionCopyDir: folder });
    // the copy was made of another address, so nothing of it is used
    expect(await listed(apart, '/eureka/apps?regions=east')).toBe(503);
    await apart.close();
    const { port: eastPort } = east;
    await east.close();
    const again = await startRegistry({
      remoteRegionUrlsWithName: { east: `http://root:open%20sesame@127.0.0.1:${eastPort}/eureka/` },
      remoteRegionCopyDir: folder,
    });
    await until('the copy is taken', async () => (await again.get('/eureka/apps?regions=east')).status === 200);
    expect(await listed(again, '/eureka/apps?regions=east')).toContain('ORDERS/e1');
    await until('it is told as old', async () => (await again.get('/eureka/x/cluster')).text.includes('"failures":1'));
    expect((await again.get('/eureka/status')).text).toContain('stale-remote-regions');
    await again.close();
  });
});

describe('two regions that read each other', () => {
  it('let an instance go that is cancelled in its own', async () => {
    const ports = await freePorts(2);
    const urls = ports.map((port) => `http://127.0.0.1:${port}/eureka/`);
    const [east, west] = await Promise.all(
      ports.map((port, index) =>
        startRegistry(
          { port, remoteRegionRegistryFetchInterval: 1, remoteRegionUrlsWithName: { other: urls[1 - index] ?? '' } },
          '127.0.0.1',
          port,
        ),
      ),
    );
    if (east === undefined || west === undefined) throw new Error('no servers');
    await register(east, 'ORDERS', 'e1');
    await until('the west has it', async () => (await west.get('/eureka/apps')).text.includes('"e1"'));
    await east.delete('/eureka/apps/ORDERS/e1');
    expect(await listed(east, '/eureka/apps')).toEqual([]);
    await until('the west lets it go', async () => !(await west.get('/eureka/apps')).text.includes('"e1"'));
    await Promise.all([east.close(), west.close()]);
  });
});
