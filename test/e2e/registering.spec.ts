import { Agent, request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anInstance, aRegistration } from '../support/an-instance.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';

describe('registering', () => {
  let server: RegistryServer;
  beforeAll(async () => {
    server = await startRegistry({ maxBodyBytes: 100_000, maxMetadataEntries: 50 });
  });
  afterAll(() => server.close());

  const registered = async (app: string): Promise<boolean> => (await server.get(`/eureka/apps/${app}`)).status === 200;

  it('answers 204 with nothing else, and shows the instance at once', async () => {
    const answer = await server.post('/eureka/apps/ORDERS', aRegistration());
    expect(answer.status).toBe(204);
    expect(answer.text).toBe('');
    expect(answer.headers['content-type']).toBeUndefined();
    expect(answer.headers['content-length']).toBeUndefined();
    const { instance } = (await server.get('/eureka/apps/ORDERS/web1.example.com:orders:8080')).json() as {
      instance: Record<string, unknown>;
    };
    expect(instance).toMatchObject({
      ...anInstance({ lastUpdatedTimestamp: undefined, leaseInfo: undefined }),
      lastUpdatedTimestamp: expect.stringMatching(/^\d{13}$/),
      leaseInfo: { renewalIntervalInSecs: 30, durationInSecs: 90, evictionTimestamp: 0 },
      actionType: 'ADDED',
    });
  });

  it.each([
    ['lower-case app in the path', '/eureka/apps/lower', { app: 'lower' }, 'LOWER'],
    ['a trailing slash', '/eureka/apps/SLASH/', { app: 'SLASH' }, 'SLASH'],
    ['the v2 prefix', '/eureka/v2/apps/VTWO', { app: 'VTWO' }, 'VTWO'],
    ['the v1 prefix', '/eureka/v1/apps/VONE', { app: 'VONE' }, 'VONE'],
    ['a percent-encoded app', '/eureka/apps/SP%20ACE', { app: 'SP ACE' }, 'SP%20ACE'],
  ])('takes %s', async (_name, path, changes, app) => {
    expect((await server.post(path, aRegistration(changes))).status).toBe(204);
    expect(await registered(app)).toBe(true);
  });

  it.each([
    ['JSON with a charset', { 'content-type': 'application/json;charset=UTF-8' }],
    ['upper-case JSON', { 'content-type': 'APPLICATION/JSON' }],
    ['chunked JSON', { 'transfer-encoding': 'chunked' }],
  ])('takes %s', async (_name, headers) => {
    expect((await server.post('/eureka/apps/TYPED', aRegistration({ app: 'TYPED' }), headers)).status).toBe(204);
  });

  it('takes gzip, which Spring servers refuse', async () => {
    const body = gzipSync(aRegistration({ app: 'ZIPPED' }));
    expect((await server.post('/eureka/apps/ZIPPED', body, { 'content-encoding': 'gzip' })).status).toBe(204);
    expect(await registered('ZIPPED')).toBe(true);
  });

  it('takes XML, without the class attribute that Go leaves out', async () => {
    const body =
      '<instance><hostName>h1</hostName><app>xmlapp</app><ipAddr>10.0.0.9</ipAddr><status>UP</status>' +
      '<port enabled="true">8080</port><dataCenterInfo><name>MyOwn</name><metadata></metadata></dataCenterInfo></instance>';
    expect((await server.post('/eureka/apps/XMLAPP', body, { 'content-type': 'application/xml' })).status).toBe(204);
    const { instance } = (await server.get('/eureka/apps/XMLAPP/h1')).json() as { instance: Record<string, unknown> };
    expect(instance).toMatchObject({ app: 'XMLAPP', port: { $: 8080, '@enabled': 'true' }, status: 'UP' });
  });

  it.each([
    ['no id and no host name', { instanceId: undefined, hostName: undefined }, 'Missing instanceId'],
    ['no host name', { hostName: undefined }, 'Missing hostname'],
    ['no address', { ipAddr: undefined }, 'Missing ip address'],
    ['an empty app', { app: '' }, 'Missing appName'],
    ['another app than the path', { app: 'OTHER' }, 'Mismatched appName, expecting REFUSED but was OTHER'],
    ['no data centre', { dataCenterInfo: undefined }, 'Missing dataCenterInfo'],
  ])('refuses %s in the words of the Java server', async (_name, changes, message) => {
    const answer = await server.post('/eureka/apps/REFUSED', aRegistration({ app: 'REFUSED', ...changes }));
    expect([answer.status, answer.text]).toEqual([400, message]);
    expect(answer.headers['content-type']).toBe('application/xml');
    expect(await registered('REFUSED')).toBe(false);
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{"instance":{'],
    ['an empty object', '{}'],
    ['null', 'null'],
    ['an array of instances', '{"instance":[]}'],
    ['an array with an empty instance', '{"instance":[{}]}'],
    ['an array as metadata', aRegistration({ app: 'REFUSED', metadata: [] })],
    ['an object as metadata value', aRegistration({ app: 'REFUSED', metadata: { a: {} } })],
    ['a character that XML cannot carry', aRegistration({ app: 'REFUSED', metadata: { a: 'b\u0001' } })],
    ['nesting without end', `{"instance":${'['.repeat(40)}${']'.repeat(40)}}`],
  ])('refuses a body of %s and says why in a header', async (_name, body) => {
    const answer = await server.post('/eureka/apps/REFUSED', body);
    expect([answer.status, answer.text]).toEqual([400, '{"error": "cannot parse request body"}']);
    expect(answer.headers['content-type']).toBe('application/json');
    expect(answer.headers['x-eureka-reason']).toMatch(/\w/);
    expect(await registered('REFUSED')).toBe(false);
  });

  it('tells the parse error as XML for every other type than exactly application/json', async () => {
    const answer = await server.post('/eureka/apps/REFUSED', '{', { 'content-type': 'application/json;charset=UTF-8' });
    expect(answer.text).toBe('<error><message>cannot parse request body</message></error>');
    expect(answer.headers['content-type']).toBe('application/json;charset=UTF-8');
  });

  it.each([
    ['plain text', { 'content-type': 'text/plain' }, 415],
    ['text/xml', { 'content-type': 'text/xml' }, 415],
    ['UTF-16', { 'content-type': 'application/json;charset=UTF-16' }, 415],
    ['brotli', { 'content-encoding': 'br' }, 415],
    ['broken gzip', { 'content-encoding': 'gzip' }, 400],
  ])('refuses %s', async (_name, headers, status) => {
    expect((await server.post('/eureka/apps/REFUSED', aRegistration({ app: 'REFUSED' }), headers)).status).toBe(status);
    expect(await registered('REFUSED')).toBe(false);
  });

  it('refuses a request with neither type nor body, where Java answers 500', async () => {
    expect((await server.call('POST', '/eureka/apps/REFUSED')).status).toBe(400);
  });

  it.each([
    ['a large body', { text: 'x'.repeat(150_000) }],
    ['more metadata than allowed', Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, 'v']))],
  ])('answers 413 to %s', async (_name, metadata) => {
    const answer = await server.post('/eureka/apps/REFUSED', aRegistration({ app: 'REFUSED', metadata }));
    expect(answer.status).toBe(413);
    expect(answer.json()).toMatchObject({ status: 413, error: 'Payload Too Large', path: '/eureka/apps/REFUSED' });
  });

  it('answers 413 to a gzip bomb without unpacking it', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    expect((await server.post('/eureka/apps/REFUSED', bomb, { 'content-encoding': 'gzip' })).status).toBe(413);
  });

  it('keeps the newer of two copies but starts its lease anew', async () => {
    const path = '/eureka/apps/NEWER';
    await server.post(path, aRegistration({ app: 'NEWER', lastDirtyTimestamp: 2000, ipAddr: '10.0.0.2' }));
    await server.post(path, aRegistration({ app: 'NEWER', lastDirtyTimestamp: 1000, ipAddr: '10.0.0.1' }));
    const { application } = (await server.get(path)).json() as { application: { instance: Record<string, unknown>[] } };
    expect(application.instance).toHaveLength(1);
    expect(application.instance[0]).toMatchObject({ ipAddr: '10.0.0.2', lastDirtyTimestamp: '2000' });
  });

  it('takes ids of 1,500 characters, path segments of 4,000 and 40 metadata entries of 360', async () => {
    const metadata = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`k${index}`, 'v'.repeat(360)]));
    const [app, id] = ['L'.repeat(4000), 'i'.repeat(1500)];
    expect((await server.post(`/eureka/apps/${app}`, aRegistration({ app, instanceId: id, metadata }))).status).toBe(
      204,
    );
    expect((await server.put(`/eureka/apps/${app}/${id}`)).status).toBe(200);
  });
});

describe('a body that is not wanted', () => {
  let server: RegistryServer;
  beforeAll(async () => {
    server = await startRegistry({ maxBodyBytes: 10_000 });
  });
  afterAll(() => server.close());

  it.each([
    ['chunked', { 'transfer-encoding': 'chunked' }, 413],
    ['with its length, on a connection that closes', { connection: 'close' }, 413],
    ['of an unknown type, on a connection that closes', { connection: 'close', 'content-type': 'text/plain' }, 415],
  ])('is refused in words that arrive: %s', async (_name, headers, status) => {
    const answer = await server.post('/eureka/apps/LARGE', 'x'.repeat(9_000_000), headers);
    expect([answer.status, (answer.json() as { status: number }).status]).toEqual([status, status]);
  });

  it('leaves its kept connection in order after a gzip bomb', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const send = (method: string, path: string, body?: Buffer): Promise<number> =>
      new Promise((resolve, reject) => {
        const headers = { 'content-type': 'application/json', ...(body ? { 'content-encoding': 'gzip' } : {}) };
        const outgoing = request(`${server.url}${path}`, { method, agent, headers }, (incoming) => {
          incoming.resume().on('end', () => resolve(incoming.statusCode ?? 0));
        });
        outgoing.on('error', reject).end(body);
      });
    expect(await send('POST', '/eureka/apps/LARGE', gzipSync(Buffer.alloc(300_000_000)))).toBe(413);
    expect(await send('GET', '/eureka/apps')).toBe(200);
    agent.destroy();
  });
});
