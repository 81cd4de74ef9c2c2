import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RegistryOptions } from '@nest-eureka/config';
import { aRegistration } from '../support/an-instance.js';
import { freePorts } from '../support/free-ports.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';
import { until } from '../support/until.js';

const ORDERS = '/eureka/apps/ORDERS';

async function ids(server: RegistryServer): Promise<readonly string[] | number> {
  const { status, text } = await server.get('/eureka/apps');
  return status === 200
    ? Array.from(text.matchAll(/"instanceId":"([^"]+)"/g), ([, id]) => String(id)).toSorted()
    : status;
}

async function unverified(server: RegistryServer): Promise<unknown> {
  return ((await server.get('/eureka/x/cluster')).json() as { readonly unverified: unknown }).unverified;
}

describe('a registry with a snapshot', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'snapshot-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const withSnapshot = (name: string): RegistryOptions => ({ snapshot: { path: join(folder, name) } });
  const open = async (options: RegistryOptions): Promise<RegistryServer> => {
    const server = await startRegistry(options);
    await until('the registry is open', async () => (await server.get('/eureka/apps')).status === 200);
    return server;
  };

  it('has its instances again after a restart, unverified until they renew', async () => {
    const options = withSnapshot('restart');
    const before = await open(options);
    await before.post(ORDERS, aRegistration({ instanceId: 'a' }));
    await before.post(ORDERS, aRegistration({ instanceId: 'b' }));
    await before.post(ORDERS, aRegistration({ instanceId: 'c' }));
    await before.delete(`${ORDERS}/c`);
    await before.close();
    expect((await stat(join(folder, 'restart'))).mode & 0o777).toBe(0o600);
    const after = await open(options);
    expect(await ids(after)).toEqual(['a', 'b']);
    expect(await unverified(after)).toEqual({ count: 2, instances: ['ORDERS/a', 'ORDERS/b'] });
    expect((await after.put(`${ORDERS}/a?lastDirtyTimestamp=1699999999900`)).status).toBe(200);
    expect(await unverified(after)).toEqual({ count: 1, instances: ['ORDERS/b'] });
    await after.close();
  });

  it('has what operators decided again, with whose and why', async () => {
    const options = withSnapshot('decisions');
    const before = await open(options);
    await before.post(ORDERS, aRegistration({ instanceId: 'drained' }));
    await before.post(ORDERS, aRegistration({ instanceId: 'barred' }));
    const order = { app: 'ORDERS', owner: 'team-a', reason: 'upgrade', forMs: 600_000 };
    await before.post('/eureka/x/admin/drain', JSON.stringify({ ...order, id: 'drained' }));
    await before.post('/eureka/x/admin/evict', JSON.stringify({ ...order, id: 'barred' }));
    const decided = (await before.get('/eureka/x/admin')).json();
    expect(decided).toMatchObject({ measures: [{ kind: 'override' }, { kind: 'bar', owner: 'team-a' }] });
    await before.close();
    const after = await open(options);
    expect((await after.get('/eureka/x/admin')).json()).toEqual(decided);
    expect((await after.get(`${ORDERS}/drained`)).text).toContain('"status":"OUT_OF_SERVICE"');
    expect((await after.post(ORDERS, aRegistration({ instanceId: 'barred' }))).status).toBe(403);
    await after.post('/eureka/x/admin/restore', JSON.stringify({ app: 'ORDERS' }));
    expect((await after.get(`${ORDERS}/drained`)).text).toContain('"status":"UP"');
    expect((await after.post(ORDERS, aRegistration({ instanceId: 'barred' }))).status).toBe(204);
    await after.close();
  });

  it('starts empty with a file that was changed', async () => {
    const options = withSnapshot('changed');
    const before = await open(options);
    await before.post(ORDERS, aRegistration({ instanceId: 'a' }));
    await before.close();
    const path = join(folder, 'changed');
    await writeFile(path, (await readFile(path, 'utf8')).replace('10.0.0.1', '10.0.0.9'));
    const after = await open(options);
    expect(await ids(after)).toEqual([]);
    await after.close();
  });

  it('brings back the registry of a cluster that was stopped as a whole', async () => {
    const ports = await freePorts(2);
    const urls = ports.map((port) => `http://127.0.0.1:${port}/eureka/`);
    const start = (index: number): Promise<RegistryServer> =>
      startRegistry(
        {
          ...withSnapshot(`node-${index}`),
          port: ports[index] ?? 0,
          client: { serviceUrl: { defaultZone: urls }, registerWithEureka: false },
        },
        '127.0.0.1',
        ports[index] ?? 0,
      );
    const first = await Promise.all([start(0), start(1)]);
    for (const node of first)
      await until('a node is open', async () => (await node.get('/eureka/apps')).status === 200);
    await first[0].post(ORDERS, aRegistration({ instanceId: 'a' }));
    await until('both have it', async () => (await first[1].get(ORDERS)).status === 200);
    await Promise.all(first.map((node) => node.close()));
    const again = await Promise.all([start(0), start(1)]);
    for (const node of again) {
      await until('the instance is back', async () => (await ids(node)).toString() === 'a');
    }
    await again[1].put(`${ORDERS}/a?lastDirtyTimestamp=1699999999900`);
    for (const node of again) {
      await until('the heartbeat counts on both', async () =>
        JSON.stringify(await unverified(node)).includes('"count":0'),
      );
    }
    await Promise.all(again.map((node) => node.close()));
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});
