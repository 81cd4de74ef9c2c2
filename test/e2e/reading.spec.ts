import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aRegistration } from '../support/an-instance.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';

const ID = 'web1.example.com:orders:8080';

interface Registry {
  readonly applications: {
    readonly versions__delta: string;
    readonly apps__hashcode: string;
    readonly application: { readonly name: string; readonly instance: Record<string, unknown>[] }[];
  };
}

describe('reading', () => {
  let server: RegistryServer;
  const registry = async (path: string): Promise<Registry['applications']> =>
    ((await server.get(path)).json() as Registry).applications;

  beforeAll(async () => {
    server = await startRegistry();
    await server.post('/eureka/apps/ORDERS', aRegistration());
    await server.post(
      '/eureka/apps/ORDERS',
      aRegistration({ instanceId: 'second', status: 'DOWN', vipAddress: 'a,b' }),
    );
    await server.post(
      '/eureka/apps/STOCK',
      aRegistration({ app: 'STOCK', instanceId: 'third', secureVipAddress: 's1' }),
    );
  });
  afterAll(() => server.close());

  it('shows every application with the hash of all statuses', async () => {
    const all = await registry('/eureka/apps');
    expect(all.application.map(({ name, instance }) => [name, instance.length])).toEqual([
      ['ORDERS', 2],
      ['STOCK', 1],
    ]);
    expect([all.versions__delta, all.apps__hashcode]).toEqual(['1', 'DOWN_1_UP_2_']);
  });

  it.each([
    '/eureka/apps/',
    '/eureka/v2/apps',
    '/eureka/v1/apps/',
    '//eureka/apps',
    '/eureka/apps;x=1',
    '/eureka/apps/ALL_APPS',
  ])('shows the same under %s', async (path) => {
    expect((await server.get(path)).text).toBe((await server.get('/eureka/apps')).text);
  });

  it('shows a change in the delta, growing its version, with the hash of the whole registry', async () => {
    const before = await registry('/eureka/apps/delta');
    await server.post('/eureka/apps/BRIEF', aRegistration({ app: 'BRIEF', instanceId: 'brief' }));
    await server.delete('/eureka/apps/BRIEF/brief');
    const after = await registry('/eureka/apps/delta');
    expect(Number(after.versions__delta)).toBeGreaterThan(Number(before.versions__delta));
    expect(after.apps__hashcode).toBe('DOWN_1_UP_2_');
    expect(after.application.find(({ name }) => name === 'BRIEF')?.instance).toMatchObject([
      { instanceId: 'brief', actionType: 'DELETED', leaseInfo: { evictionTimestamp: expect.any(Number) } },
    ]);
  });

  it.each([
    ['/eureka/vips/orders', ['web1.example.com:orders:8080', 'third']],
    ['/eureka/vips/a', ['second']],
    ['/eureka/vips/b/', ['second']],
    ['/eureka/vips/a,b', []],
    ['/eureka/vips/ORDERS', []],
    ['/eureka/vips/nobody', []],
    ['/eureka/svips/s1', ['third']],
  ])('answers %s with the instances that have it', async (path, ids) => {
    const found = await registry(path);
    expect(found.versions__delta).toBe('-1');
    expect(found.application.flatMap(({ instance }) => instance.map(({ instanceId }) => instanceId))).toEqual(ids);
  });

  it('answers 404 for an application and an instance that nobody registered', async () => {
    for (const path of ['/eureka/apps/NOBODY', '/eureka/apps/ORDERS/nobody', '/eureka/instances/nobody']) {
      const answer = await server.get(path);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(answer.json()).toMatchObject({ status: 404, error: 'Not Found', path });
    }
  });

  it('finds an instance by its id alone', async () => {
    expect((await server.get('/eureka/instances/third')).json()).toMatchObject({ instance: { app: 'STOCK' } });
  });

  it.each([
    [undefined, 'application/xml', '<'],
    ['*/*', 'application/xml', '<'],
    ['*', 'application/xml', '<'],
    ['application/*', 'application/xml', '<'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'application/xml', '<'],
    ['text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2', 'application/xml', '<'],
    ['application/json', 'application/json', '{'],
    ['application/json;q=0.5', 'application/json', '{'],
    ['application/json;charset=UTF-8', 'application/json;charset=UTF-8', '{'],
    ['application/json, application/*+json', 'application/json', '{'],
    ['application/json, */*', 'application/json', '{'],
    ['application/xml, application/json', 'application/json', '{'],
    ['APPLICATION/JSON', 'application/json', '{'],
  ])('answers Accept %s with %s and a body that fits its label', async (accept, type, start) => {
    for (const path of ['/eureka/apps', '/eureka/apps/delta', '/eureka/apps/ORDERS', '/eureka/vips/orders']) {
      const answer = await server.get(path, accept === undefined ? {} : { accept });
      expect([path, answer.status, answer.headers['content-type'], answer.text[0]]).toEqual([path, 200, type, start]);
    }
  });

  it.each([
    ['application/xml, application/json', 'application/xml'],
    ['application/json;q=0.5, application/xml', 'application/xml'],
    ['application/xml;q=0.5, application/json', 'application/json'],
    ['application/json', 'application/json'],
  ])('weighs Accept %s for a single instance', async (accept, type) => {
    const answer = await server.get(`/eureka/apps/ORDERS/${ID}`, { accept });
    expect([answer.status, answer.headers['content-type']]).toEqual([200, type]);
  });

  it.each(['text/html', 'text/plain', 'application/vnd.x+json', 'garbage'])(
    'answers 406 to Accept %s',
    async (accept) => {
      expect((await server.get('/eureka/apps', { accept })).status).toBe(406);
    },
  );

  it.each(['gzip', 'gzip;q=0', 'x-gzip', 'gzip, deflate, br'])(
    'zips the registry for Accept-Encoding %s',
    async (encoding) => {
      const answer = await server.get('/eureka/apps', { accept: 'application/json', 'accept-encoding': encoding });
      expect(answer.headers['content-encoding']).toBe('gzip');
      expect(gunzipSync(answer.bytes).toString()).toBe((await server.get('/eureka/apps')).text);
    },
  );

  it.each(['/eureka/apps/ORDERS', '/eureka/vips/orders', `/eureka/apps/ORDERS/${ID}`])(
    'never zips %s',
    async (path) => {
      const answer = await server.get(path, { accept: 'application/json', 'accept-encoding': 'gzip' });
      expect([answer.status, answer.headers['content-encoding']]).toEqual([200, undefined]);
    },
  );

  it('leaves out what compact does not have, in any case of the header', async () => {
    const answer = await server.get('/eureka/apps/ORDERS', {
      accept: 'application/json',
      'x-eureka-accept': 'Compact',
    });
    const [instance] = (answer.json() as { application: { instance: Record<string, unknown>[] } }).application.instance;
    expect(instance).toMatchObject({ instanceId: ID, status: 'UP', lastUpdatedTimestamp: expect.any(Number) });
    expect(Object.keys(instance ?? {})).not.toEqual(expect.arrayContaining(['metadata']));
    expect(instance?.['leaseInfo']).toBeUndefined();
  });

  it('shows OUT_OF_SERVICE as DOWN in XML under v1 alone', async () => {
    await server.put('/eureka/apps/STOCK/third/status?value=OUT_OF_SERVICE');
    const status = async (path: string): Promise<string | undefined> =>
      /<status>(\w+)<\/status>/.exec((await server.get(path, {})).text)?.[1];
    expect(await status('/eureka/v1/apps/STOCK')).toBe('DOWN');
    expect(await status('/eureka/v2/apps/STOCK')).toBe('OUT_OF_SERVICE');
    expect(await status('/eureka/apps/STOCK/third')).toBe('OUT_OF_SERVICE');
    await server.delete('/eureka/apps/STOCK/third/status?value=UP');
  });

  it.each([
    '/eureka/apps?regions=',
    '/eureka/apps?regions=,',
    '/eureka/apps?regions=nowhere,US',
    '/eureka/apps/delta?regions=x',
  ])('answers %s although no remote region is known', async (path) => {
    expect((await server.get(path)).status).toBe(200);
  });
});
