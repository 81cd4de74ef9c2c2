import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aRegistration } from '../support/an-instance.js';
import type { Answer } from '../support/http-caller.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';

const ID = 'web1.example.com:orders:8080';
const INSTANCE = `/eureka/apps/ORDERS/${ID}`;
const JSON_HEADERS = { 'content-type': 'application/json', accept: 'application/json' };
const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

describe('administering a registry', () => {
  let server: RegistryServer;
  const as = (user: string): Record<string, string> => ({ ...JSON_HEADERS, authorization: basic(user) });
  const order = (action: string, body: unknown, user = 'ann:a'): Promise<Answer> =>
    server.call('POST', `/eureka/x/admin/${action}`, {
      headers: as(user),
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const read = async (path: string): Promise<Record<string, unknown>> =>
    (await server.get(path, as('ann:a'))).json() as Record<string, unknown>;
  const register = (changes = {}): Promise<Answer> =>
    server.call('POST', '/eureka/apps/ORDERS', { headers: as('app:p'), body: aRegistration(changes) });

  beforeAll(async () => {
    server = await startRegistry({
      users: [
        { name: 'ann', password: '{noop}a', roles: ['operator'] },
        { name: 'app', password: '{noop}p', roles: ['registrar'] },
      ],
      adminBulkLimit: 2,
    });
  });
  beforeEach(async () => {
    await order('restore', { app: 'orders' });
    await server.call('DELETE', INSTANCE, { headers: as('app:p') });
    await register();
  });
  afterAll(() => server.close());

  it('drains with an owner, a reason and an end, explains it, and restores', async () => {
    const body = { app: 'orders', id: ID, owner: 'team-a', reason: 'kernel upgrade', forMs: 60_000 };
    const answer = await order('drain', body);
    expect(answer.json()).toMatchObject({
      action: 'drain',
      by: 'ann',
      changed: 1,
      results: [{ app: 'ORDERS', id: ID, outcome: 'changed', after: { status: 'OUT_OF_SERVICE' } }],
    });
    expect(await read(INSTANCE)).toMatchObject({ instance: { status: 'OUT_OF_SERVICE' } });
    expect(await read(`/eureka/x/apps/orders/${ID}/explain`)).toMatchObject({
      isRegistered: true,
      status: {
        rule: 'override',
        reported: 'UP',
        override: { measure: { owner: 'team-a', reason: 'kernel upgrade' } },
      },
      lease: { heardFrom: { origin: 'client', by: { name: 'app', address: '127.0.0.1' } } },
      changes: [
        { kind: 'override-set', by: { name: 'ann' } },
        { kind: 'registered', by: { name: 'app' } },
      ],
    });
    expect(await read('/eureka/x/admin')).toMatchObject({
      measures: [{ kind: 'override', by: 'ann', owner: 'team-a' }],
    });
    expect((await order('restore', { app: 'orders', id: ID })).json()).toMatchObject({ changed: 1 });
    expect(await read(INSTANCE)).toMatchObject({ instance: { status: 'UP', overriddenStatus: 'UNKNOWN' } });
  });

  it('evicts for a time, in which a registration is refused with the reason and when to come back', async () => {
    expect((await order('evict', { app: 'ORDERS', id: ID, forMs: 60_000, reason: 'it lies' })).status).toBe(200);
    expect((await server.call('PUT', INSTANCE, { headers: as('app:p') })).status).toBe(404);
    const refused = await register();
    expect([refused.status, refused.headers['retry-after']]).toEqual([403, '60']);
    expect(refused.json()).toMatchObject({ message: expect.stringContaining('it lies') });
    expect(await read(`/eureka/x/apps/ORDERS/${ID}/explain`)).toMatchObject({
      isRegistered: false,
      measures: [{ kind: 'bar', reason: 'it lies' }],
    });
    await order('restore', { app: 'ORDERS', id: ID });
    expect((await register()).status).toBe(204);
  });

  it('sets weight and metadata so that a new registration does not undo it', async () => {
    await order('weight', { app: 'ORDERS', weight: 0.5 });
    await order('metadata', { app: 'ORDERS', id: ID, metadata: { canary: 'true' } });
    await register({ lastDirtyTimestamp: '1800000000000' });
    expect(await read(INSTANCE)).toMatchObject({ instance: { metadata: { weight: '0.5', canary: 'true' } } });
  });

  it('asks for a reason above the limit, and says what happened to each', async () => {
    for (const id of ['b1', 'b2', 'b3']) await register({ instanceId: id });
    const refused = await order('drain', { app: 'ORDERS' });
    expect(refused.status).toBe(400);
    expect(refused.json()).toMatchObject({ message: expect.stringContaining('eureka.server.admin-bulk-limit') });
    const targets = [{ app: 'ORDERS' }, { app: 'ORDERS', id: 'gone' }, { app: 'NONE' }];
    const done = (await order('drain', { targets, reason: 'maintenance' })).json();
    expect(done).toMatchObject({ changed: 4, unknown: 2, unchanged: 0 });
    await order('restore', { targets, reason: 'done' });
    for (const id of ['b1', 'b2', 'b3'])
      await server.call('DELETE', `/eureka/apps/ORDERS/${id}`, { headers: as('app:p') });
  });

  it.each([
    ['drain', '{', 'must be JSON'],
    ['drain', '[]', 'must be a JSON object'],
    ['drain', '{}', 'either app'],
    ['drain', '{"app":"A","targets":[{"app":"B"}]}', 'either app'],
    ['drain', '{"app":5}', 'app must be a string'],
    ['drain', '{"app":"A","status":"UP"}', 'property status should not exist'],
    ['drain', '{"app":"A","forMs":0}', 'forMs must not be less than 1'],
    ['drain', '{"targets":[{"id":"x"}]}', 'app must be a string'],
    ['override', '{"app":"A"}', 'status must be one of'],
    ['override', '{"app":"A","status":"up"}', 'status must be one of'],
    ['weight', '{"app":"A","weight":-1}', 'weight must not be less than 0'],
    ['metadata', '{"app":"A","metadata":{"k":1}}', 'metadata must have texts as values'],
    ['metadata', '{"app":"A","metadata":{"k":"\\u0001"}}', 'XML cannot carry'],
  ])('refuses to %s %s', async (action, body, reason) => {
    const answer = await order(action, body);
    expect([answer.status, (answer.json() as { message: string }).message]).toEqual([
      400,
      expect.stringContaining(reason),
    ]);
  });

  it('answers 404 with the same document where nothing of that name is registered', async () => {
    const answer = await order('drain', { app: 'NONE', id: 'x' });
    expect([answer.status, answer.json()]).toEqual([404, expect.objectContaining({ unknown: 1, changed: 0 })]);
  });

  it('is for operators alone', async () => {
    expect((await order('drain', { app: 'ORDERS' }, 'app:p')).status).toBe(403);
  });

  it('keeps a journal that is filtered and read page by page', async () => {
    await order('drain', { app: 'ORDERS', id: ID });
    const page = await read('/eureka/x/journal?app=orders&kind=override-set,registered&limit=1');
    expect(page).toMatchObject({ entries: [{ kind: 'override-set', id: ID, by: { name: 'ann' } }] });
    const next = await read(
      `/eureka/x/journal?app=orders&kind=override-set,registered&limit=1&cursor=${String(page['next'])}`,
    );
    expect(next).toMatchObject({ entries: [{ kind: 'registered' }] });
    const since = await read(`/eureka/x/journal?since=${String(page['revision'])}`);
    expect(since).toMatchObject({ entries: [] });
    for (const query of ['kind=x', 'limit=0', 'cursor=1', 'since=x', 'sinceAt=yesterday']) {
      expect([query, (await server.get(`/eureka/x/journal?${query}`, as('ann:a'))).status]).toEqual([query, 400]);
    }
  });

  it('lists applications and instances by pages', async () => {
    await register({ instanceId: 'b1', metadata: { zone: 'east', version: '2' } });
    const first = await read('/eureka/x/instances?app=orders&limit=1');
    expect(first).toMatchObject({
      instances: 2,
      applications: 1,
      statuses: { UP: 2 },
      rows: [{ id: 'b1', zone: 'east', port: 8080 }],
    });
    const second = await read(`/eureka/x/instances?app=orders&limit=1&cursor=${String(first['next'])}`);
    expect(second).toMatchObject({ rows: [{ id: ID }] });
    expect(second['next']).toBeUndefined();
    expect(await read('/eureka/x/apps?search=EAST')).toMatchObject({
      rows: [{ app: 'ORDERS', instances: 1, statuses: { UP: 1 }, zones: ['east'], versions: ['2'] }],
    });
    for (const query of ['limit=1001', 'status=UPP', 'cursor=abc']) {
      expect([query, (await server.get(`/eureka/x/instances?${query}`, as('ann:a'))).status]).toEqual([query, 400]);
    }
    await server.call('DELETE', '/eureka/apps/ORDERS/b1', { headers: as('app:p') });
  });

  it('tells Prometheus where everybody is, with the labels of its own Eureka discovery', async () => {
    await register({ metadata: { 'prometheus.path': '/metrics', team: 'blue' } });
    expect((await server.get('/eureka/x/prometheus/sd?status=UP', as('ann:a'))).json()).toEqual([
      {
        targets: ['web1.example.com:8080'],
        labels: expect.objectContaining({
          __metrics_path__: '/metrics',
          __meta_eureka_app_name: 'ORDERS',
          __meta_eureka_app_instance_id: ID,
          __meta_eureka_app_instance_status: 'UP',
          __meta_eureka_app_instance_port: '8080',
          __meta_eureka_app_instance_metadata_team: 'blue',
        }),
      },
    ]);
  });
});
