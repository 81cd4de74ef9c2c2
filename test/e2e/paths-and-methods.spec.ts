import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aRegistration } from '../support/an-instance.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';

describe('paths and methods', () => {
  let server: RegistryServer;
  beforeAll(async () => {
    server = await startRegistry();
    await server.post('/eureka/apps/ORDERS', aRegistration({ instanceId: 'a/b c' }));
  });
  afterAll(() => server.close());

  it.each([
    '/eureka',
    '/eureka/',
    '/eureka/foo',
    '/eureka/V2/apps',
    '/eureka//apps',
    '/eureka/apps//ORDERS',
    '/eureka/apps/A/b/c/d',
    '/eureka/instances',
    '/eureka/vips',
    '/eureka/apps/../apps',
    '/apps',
    '/v2/apps',
    '/eurekaapps',
  ])('answers 404 to %s', async (path) => {
    expect((await server.get(path)).status).toBe(404);
  });

  it('reads a slash and a space that are percent-encoded as part of an id', async () => {
    expect((await server.get('/eureka/apps/ORDERS/a%2Fb%20c')).json()).toMatchObject({
      instance: { instanceId: 'a/b c' },
    });
  });

  it('drops path parameters', async () => {
    expect((await server.get('/eureka/apps/ORDERS;jsessionid=1/a%2Fb%20c;x=2')).status).toBe(200);
  });

  it.each(['/eureka/apps/%zz', '/eureka/apps/%', '/eureka/apps/%ff'])('answers 400 to %s', async (path) => {
    expect((await server.get(path)).status).toBe(400);
  });

  it.each([
    ['PUT', '/eureka/apps', 'GET,OPTIONS'],
    ['POST', '/eureka/apps/delta', 'GET,OPTIONS'],
    ['DELETE', '/eureka/apps/ORDERS', 'POST,GET,OPTIONS'],
    ['PATCH', '/eureka/apps/ORDERS/x', 'DELETE,GET,OPTIONS,PUT'],
    ['GET', '/eureka/apps/ORDERS/x/status', 'DELETE,OPTIONS,PUT'],
    ['GET', '/eureka/apps/ORDERS/x/metadata', 'OPTIONS,PUT'],
    ['GET', '/eureka/peerreplication/batch', 'POST,OPTIONS'],
    ['GET', '/eureka/asg/x/status', 'OPTIONS,PUT'],
  ])('answers 405 to %s %s', async (method, path, allow) => {
    const answer = await server.call(method, path, { headers: { accept: 'application/json' } });
    expect([answer.status, answer.headers.allow]).toEqual([405, allow]);
    expect(answer.json()).toMatchObject({ status: 405, error: 'Method Not Allowed', path });
  });

  it('answers HEAD as GET without its body', async () => {
    for (const path of ['/eureka/apps', '/eureka/apps/ORDERS', '/eureka/apps/ORDERS/a%2Fb%20c']) {
      const [head, get] = [await server.call('HEAD', path), await server.get(path, {})];
      expect([head.status, head.text, head.headers['content-length']]).toEqual([200, '', String(get.bytes.length)]);
      expect(head.headers['content-type']).toBe(get.headers['content-type']);
    }
    expect((await server.call('HEAD', '/eureka/apps/ORDERS/nobody')).status).toBe(404);
  });

  it('answers OPTIONS with what is possible', async () => {
    const answer = await server.call('OPTIONS', '/eureka/apps/ORDERS/x', { headers: { accept: 'application/json' } });
    expect([answer.status, answer.headers.allow, answer.text]).toEqual([200, 'HEAD,DELETE,GET,OPTIONS,PUT', '']);
  });

  it('tells errors as XML to those who prefer it, everything in them escaped', async () => {
    const answer = await server.get('/eureka/apps/ORDERS/%3Cscript%3E&?<x>', { accept: 'application/xml' });
    expect([answer.status, answer.headers['content-type']]).toEqual([404, 'application/xml;charset=UTF-8']);
    expect(answer.text).toMatch(
      /^<Map><timestamp>\d+<\/timestamp><status>404<\/status><error>Not Found<\/error><message>/,
    );
    expect(answer.text).toContain('<path>/eureka/apps/ORDERS/%3Cscript%3E&amp;</path></Map>');
  });

  it('answers status as JSON and XML, and refuses auto-scaling groups', async () => {
    const json = (await server.get('/eureka/status')).json() as Record<string, Record<string, unknown>>;
    expect(Object.keys(json)).toEqual(['generalStats', 'applicationStats', 'instanceInfo']);
    expect(Object.keys(json['generalStats'] ?? {})).toEqual([
      'num-of-cpus',
      'total-avail-memory',
      'current-memory-usage',
      'server-uptime',
    ]);
    const xml = await server.get('/eureka/v2/status', {});
    expect(xml.text).toMatch(/^<com\.netflix\.eureka\.util\.StatusInfo>\n {2}<generalStats>\n {4}<num-of-cpus>\d+</);
    expect((await server.put('/eureka/asg/x/status?value=ENABLED')).status).toBe(400);
  });

  it('lists the last leases', async () => {
    await server.post('/eureka/apps/BRIEF', aRegistration({ app: 'BRIEF', instanceId: 'brief' }));
    await server.delete('/eureka/apps/BRIEF/brief');
    expect((await server.get('/eureka/lastn')).json()).toMatchObject({
      registered: [{ label: 'BRIEF(brief)' }, { label: 'ORDERS(a/b c)' }],
      cancelled: [{ label: 'BRIEF(brief)' }],
    });
  });
});

describe('the API at the root', () => {
  it('leaves the page and the probes where they are', async () => {
    const server = await startRegistry({ apiPath: '/' });
    for (const path of ['/apps', '/v2/apps', '/', '/lastn', '/actuator/health/liveness']) {
      expect([path, (await server.get(path)).status]).toEqual([path, 200]);
    }
    await server.close();
  });
});
