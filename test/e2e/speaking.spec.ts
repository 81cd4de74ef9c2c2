import { afterEach, describe, expect, it } from '@jest/globals';
import { REGISTRY_SENTENCES } from '@nest-eureka/registry';
import { aRegistration } from '../support/an-instance.js';
import { useCleanSurroundings } from '../support/clean-surroundings.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';

useCleanSurroundings();

const BROWSER = { accept: 'text/html', 'accept-language': 'zh-CN,zh;q=0.9' };
const basic = (pair: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(pair).toString('base64')}`,
});

describe('what the registry says to people', () => {
  let server: RegistryServer | undefined;
  afterEach(() => server?.close());

  it('has a code beside the English, of which everybody knows the words', async () => {
    server = await startRegistry();
    await server.post('/eureka/apps/ORDERS', aRegistration({ app: 'ORDERS', instanceId: 'one' }));
    const explained = (await server.get('/eureka/x/apps/ORDERS/one/explain')).json();
    expect(explained).toMatchObject({
      status: {
        sentence: REGISTRY_SENTENCES['status.reported'],
        said: [{ code: 'status.reported', values: {} }],
      },
      leavesSaid: [{ code: 'lease.ends', values: { leftMs: expect.any(Number) } }],
    });
    expect((await server.get('/eureka/x/apps/ORDERS/two/explain')).json()).toMatchObject({
      sentence: REGISTRY_SENTENCES['gone.unknown'],
      said: [{ code: 'gone.unknown' }],
    });
    const order = { targets: [{ app: 'ORDERS' }], weight: -1 };
    const refused = await server.post('/eureka/x/admin/weight', JSON.stringify(order));
    expect(refused.json()).toMatchObject({ status: 400, said: { code: 'order.unreadable' } });
  });

  it('has none in Eureka’s own errors, which stay as Spring has them', async () => {
    server = await startRegistry({ users: [{ name: 'ann', password: 'pw', roles: ['reader'] }] });
    const keys = ['timestamp', 'status', 'error', 'message', 'path'];
    const withoutUser = await server.get('/eureka/apps');
    expect([withoutUser.status, Object.keys(withoutUser.json() as object)]).toEqual([401, keys]);
    const withoutRole = await server.call('DELETE', '/eureka/apps/A/a', { headers: basic('ann:pw') });
    expect([withoutRole.status, Object.keys(withoutRole.json() as object)]).toEqual([403, keys]);
    const ofOurs = await server.call('POST', '/eureka/x/admin/drain', { headers: basic('ann:pw') });
    expect(ofOurs.json()).toMatchObject({ status: 403, said: { code: 'access.role', values: { role: 'operator' } } });
  });

  it('is Chinese on the form and on the refusal of a browser that speaks it', async () => {
    server = await startRegistry({ users: [{ name: 'ann', password: 'pw', roles: ['reader'] }] });
    const form = await server.get('/', BROWSER);
    expect([form.status, form.headers['www-authenticate']]).toEqual([401, expect.stringContaining('Basic')]);
    expect(form.text).toContain('<button type="submit">登录</button>');
    const strange = await server.get('/', { ...BROWSER, ...basic('ann:pw'), host: 'elsewhere.example' });
    expect([strange.status, strange.headers['content-type']]).toEqual([421, 'text/html;charset=UTF-8']);
    expect(strange.text).toContain('此主机名在这里是未知的');
    const english = await server.get('/', { accept: 'text/html', ...basic('ann:pw'), host: 'elsewhere.example' });
    expect(english.text).toContain(REGISTRY_SENTENCES['access.foreign-host']);
  });
});
