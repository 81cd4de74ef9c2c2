import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aRegistration } from '../support/an-instance.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';

const APP = '/eureka/apps/ORDERS';
const INSTANCE = `${APP}/web1.example.com:orders:8080`;
const REPLICATION = { 'x-netflix-discovery-replication': 'true' };

describe('heartbeats', () => {
  let server: RegistryServer;
  beforeAll(async () => {
    server = await startRegistry();
  });
  beforeEach(async () => {
    await server.delete(INSTANCE);
    await server.post(APP, aRegistration({ lastDirtyTimestamp: '1000' }));
  });
  afterAll(() => server.close());

  it.each([
    ['without a query', ''],
    ['with status and time', '?status=UP&lastDirtyTimestamp=1000'],
    ['with an older time', '?status=UP&lastDirtyTimestamp=500'],
    ['with a status that it must ignore', '?status=DOWN'],
  ])('are answered 200 and nothing else %s', async (_name, query) => {
    const answer = await server.put(`${INSTANCE}${query}`);
    expect([answer.status, answer.text, answer.headers['content-length']]).toEqual([200, '', '0']);
    expect(answer.headers['content-type']).toBeUndefined();
  });

  it.each([
    ['{} as Jersey 3 sends', '{}', 'application/json'],
    ['broken JSON', '{"a":', 'application/json'],
    ['text', 'hello', 'text/plain'],
    ['nothing but a type', '', 'application/json'],
  ])('ignore a body: %s', async (_name, body, type) => {
    const answer = await server.call('PUT', INSTANCE, { headers: { 'content-type': type }, body });
    expect(answer.status).toBe(200);
  });

  it('find the instance whether its colons are percent-encoded or not, and its application in any case', async () => {
    expect((await server.put('/eureka/apps/orders/web1.example.com%3Aorders%3A8080')).status).toBe(200);
    expect((await server.put('/eureka/v2/apps/Orders/web1.example.com:orders:8080')).status).toBe(200);
  });

  it.each([
    ['an unknown instance', `${APP}/nobody`],
    ['an unknown application', '/eureka/apps/NOBODY/nobody'],
    ['a newer state of the client', `${INSTANCE}?lastDirtyTimestamp=2000`],
  ])('are answered 404 with an empty body for %s', async (_name, path) => {
    const answer = await server.put(path, { accept: 'application/json' });
    expect([answer.status, answer.text, answer.headers['content-length']]).toEqual([404, '', '0']);
  });

  it('of a peer that is behind are answered 409 with the newer copy, of a client never', async () => {
    const json = await server.put(`${INSTANCE}?lastDirtyTimestamp=500`, { ...REPLICATION, accept: 'application/json' });
    expect(json.status).toBe(409);
    expect(json.json()).toMatchObject({ instance: { lastDirtyTimestamp: '1000' } });
    const xml = await server.put(`${INSTANCE}?lastDirtyTimestamp=500`, REPLICATION);
    expect([xml.status, xml.headers['content-type'], xml.text.slice(0, 10)]).toEqual([
      409,
      'application/xml',
      '<instance>',
    ]);
    const shouting = await server.put(`${INSTANCE}?lastDirtyTimestamp=500`, {
      'x-netflix-discovery-replication': 'TRUE',
    });
    expect(shouting.status).toBe(200);
  });

  it.each(['abc', '', '1e3', '12.5', '9223372036854775808'])(
    'with lastDirtyTimestamp=%s are refused where Java answers 500',
    async (text) => {
      const answer = await server.put(`${INSTANCE}?lastDirtyTimestamp=${text}`, { accept: 'application/json' });
      expect(answer.status).toBe(400);
      expect(answer.json()).toMatchObject({ status: 400, error: 'Bad Request', path: INSTANCE });
    },
  );

  it('of a peer with an override that is no status are refused only where it would be learnt', async () => {
    const path = `${INSTANCE}?overriddenstatus=BOGUS&lastDirtyTimestamp`;
    expect((await server.put(`${path}=1000`, REPLICATION)).status).toBe(200);
    expect((await server.put(`${path}=2000`, REPLICATION)).status).toBe(400);
    expect((await server.put(`${path}=2000`)).status).toBe(404);
  });

  it('after an override was removed are answered 404 once, so that the client registers again', async () => {
    await server.put(`${INSTANCE}/status?value=OUT_OF_SERVICE`);
    await server.delete(`${INSTANCE}/status`);
    expect((await server.put(INSTANCE)).status).toBe(404);
    await server.post(APP, aRegistration({ lastDirtyTimestamp: '1000' }));
    expect((await server.put(INSTANCE)).status).toBe(200);
  });

  it('that accept only html are refused and renew nothing', async () => {
    expect((await server.put(INSTANCE, { accept: 'text/html' })).status).toBe(406);
  });
});
