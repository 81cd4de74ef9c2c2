import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aRegistration } from '../support/an-instance.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';

const ID = 'web1.example.com:orders:8080';
const INSTANCE = `/eureka/apps/ORDERS/${ID}`;

/** What operators do with curl against any Eureka server, one step after the other. */
describe('operating a registry by Eureka’s own calls', () => {
  let server: RegistryServer;
  const read = async (path: string): Promise<Record<string, unknown>> =>
    (await server.get(path)).json() as Record<string, unknown>;
  const status = async (): Promise<unknown> => ((await read(INSTANCE))['instance'] as { status: string }).status;

  beforeAll(async () => {
    server = await startRegistry();
    await server.post('/eureka/apps/ORDERS', aRegistration());
    await server.post('/eureka/apps/STOCK', aRegistration({ app: 'STOCK', instanceId: 's-1', vipAddress: 'stock' }));
  });
  afterAll(() => server.close());

  it('lists services and instances', async () => {
    const { applications } = (await read('/eureka/apps')) as { applications: { application: { name: string }[] } };
    expect(applications.application.map(({ name }) => name).toSorted()).toEqual(['ORDERS', 'STOCK']);
    expect(await read('/eureka/apps/ORDERS')).toMatchObject({ application: { instance: [{ instanceId: ID }] } });
  });

  it('queries by id and by VIP address', async () => {
    expect(await read('/eureka/instances/s-1')).toMatchObject({ instance: { app: 'STOCK' } });
    expect(await read('/eureka/vips/stock')).toMatchObject({
      applications: { application: [{ name: 'STOCK', instance: [{ instanceId: 's-1' }] }] },
    });
  });

  it('takes offline, which outlives heartbeats and registrations, and brings online', async () => {
    await server.put(`${INSTANCE}/status?value=OUT_OF_SERVICE`);
    await server.put(INSTANCE);
    await server.post('/eureka/apps/ORDERS', aRegistration({ lastDirtyTimestamp: '1800000000000' }));
    expect(await status()).toBe('OUT_OF_SERVICE');
    expect(await read('/eureka/serverinfo/statusoverrides')).toEqual({ [ID]: 'OUT_OF_SERVICE' });
    await server.delete(`${INSTANCE}/status?value=UP`);
    expect(await status()).toBe('UP');
  });

  it('modifies metadata', async () => {
    await server.put(`${INSTANCE}/metadata?weight=3`);
    expect(await read(INSTANCE)).toMatchObject({ instance: { metadata: { weight: '3' } } });
  });

  it('leaves in the journal who did all that', async () => {
    const { entries } = (await read('/eureka/x/journal?app=ORDERS')) as { entries: { kind: string; by: object }[] };
    expect(entries.map(({ kind }) => kind)).toEqual([
      'registered-again',
      'override-removed',
      'registered-again',
      'override-set',
      'registered',
    ]);
    expect(entries[0]?.by).toEqual({ name: 'anybody', address: '127.0.0.1' });
  });
});
