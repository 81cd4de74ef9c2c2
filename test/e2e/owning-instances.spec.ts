import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aRegistration } from '../support/an-instance.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';
import { until } from '../support/until.js';

const TOKEN = 'a-token-that-is-long-enough';
const basic = (name: string): { authorization: string } => ({
  authorization: `Basic ${Buffer.from(`${name}:secret`).toString('base64')}`,
});
const bearer = { authorization: `Bearer ${TOKEN}` };
const PATH = '/eureka/apps/ORDERS/i-1';

const register = (app: string, instanceId: string): string => aRegistration({ app, instanceId });

describe('who changes what', () => {
  let server: RegistryServer;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'owning-'));
    server = await startRegistry({
      users: [
        { name: 'alice', password: 'secret', roles: ['registrar'] },
        { name: 'bob', password: 'secret', roles: ['registrar'] },
        { name: 'olga', password: 'secret', roles: ['operator'] },
      ],
      tokens: [
        {
          name: 'ci',
          token: `{sha256}${createHash('sha256').update(TOKEN).digest('hex')}`,
          roles: ['registrar'],
          apps: ['STOCK-*'],
        },
      ],
      audit: { path: join(folder, 'audit.jsonl') },
    });
    await server.post('/eureka/apps/ORDERS', register('ORDERS', 'i-1'), basic('alice'));
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['a heartbeat', 'PUT', PATH],
    ['a status', 'PUT', `${PATH}/status?value=DOWN`],
    ['the end of an override', 'DELETE', `${PATH}/status`],
    ['metadata', 'PUT', `${PATH}/metadata?a=b`],
    ['a cancel', 'DELETE', PATH],
    ['a cancel below another version', 'DELETE', PATH.replace('/eureka', '/eureka/v2')],
    ['a cancel in other letters', 'DELETE', PATH.replace('ORDERS', 'orders')],
  ])('takes %s from whoever registered it, and from nobody else', async (_name, method, path) => {
    expect((await server.call(method, path, { headers: basic('bob') })).status).toBe(403);
    expect((await server.call(method, path, { headers: bearer })).status).toBe(403);
    expect((await server.get(PATH, basic('alice'))).status).toBe(200);
  });

  it('takes no registration in the place of another', async () => {
    expect((await server.post('/eureka/apps/ORDERS', register('ORDERS', 'i-1'), basic('bob'))).status).toBe(403);
    expect((await server.post('/eureka/apps/EVIL', register('EVIL', 'i-1'), basic('bob'))).status).toBe(403);
    expect((await server.post('/eureka/apps/ORDERS', register('ORDERS', 'i-1'), basic('alice'))).status).toBe(204);
  });

  it('knows a bearer token, held to its applications', async () => {
    expect((await server.get('/eureka/apps', bearer)).status).toBe(200);
    expect((await server.get('/eureka/apps', { authorization: 'Bearer other-token-of-length' })).status).toBe(401);
    expect((await server.post('/eureka/apps/STOCK-EU', register('STOCK-EU', 's-1'), bearer)).status).toBe(204);
    expect((await server.post('/eureka/apps/OTHER', register('OTHER', 's-2'), bearer)).status).toBe(403);
  });

  it('lets its own client do everything, and an operator as well; what is done by hand is recorded', async () => {
    expect((await server.put(PATH, basic('alice'))).status).toBe(200);
    expect((await server.put(`${PATH}/metadata?db.password=canary-1`, basic('alice'))).status).toBe(200);
    expect((await server.put(`${PATH}/status?value=OUT_OF_SERVICE`, basic('olga'))).status).toBe(200);
    expect((await server.put(`${PATH}/status?value=UP`, basic('bob'))).status).toBe(403);
    expect((await server.delete(PATH, basic('olga'))).status).toBe(200);
    await server.close();
    const entries = readFileSync(join(folder, 'audit.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(entries).toMatchObject([
      { number: 1, action: 'metadata', by: 'alice', from: '127.0.0.1', app: 'ORDERS', id: 'i-1' },
      { action: 'override', by: 'olga', before: { status: 'UP' }, after: { status: 'OUT_OF_SERVICE' } },
      { number: 3, action: 'cancel', by: 'olga', before: { status: 'OUT_OF_SERVICE' } },
    ]);
    expect(JSON.stringify(entries)).not.toContain('canary');
  });
});

describe('how much there may be', () => {
  it('takes no more instances than it may hold, in all and of one application', async () => {
    const server = await startRegistry({ maxInstances: 3, maxInstancesPerApplication: 2 });
    const post = async (app: string, id: string): Promise<readonly unknown[]> => {
      const { status, headers } = await server.post(`/eureka/apps/${app}`, register(app, id));
      return [status, headers['retry-after']];
    };
    expect(await post('A', '1')).toEqual([204, undefined]);
    expect(await post('A', '2')).toEqual([204, undefined]);
    expect(await post('A', '3')).toEqual([503, '30']);
    expect(await post('A', '2')).toEqual([204, undefined]);
    expect(await post('B', '1')).toEqual([204, undefined]);
    expect(await post('B', '2')).toEqual([503, '30']);
    await server.close();
  });

  it('sheds what a user fetches before it sheds heartbeats', async () => {
    const users = [{ name: 'alice', password: 'secret', roles: ['registrar'] as const }];
    const server = await startRegistry({ users, callerRequestsPerSecond: 1 });
    await server.post('/eureka/apps/ORDERS', register('ORDERS', 'i-1'), basic('alice'));
    const statuses: number[] = [];
    for (let n = 0; n < 12; n++) statuses.push((await server.get('/eureka/apps', basic('alice'))).status);
    expect(statuses[0]).toBe(200);
    expect(statuses.at(-1)).toBe(429);
    const shed = await server.get('/eureka/apps', { ...basic('alice'), accept: 'application/json' });
    expect(Number(shed.headers['retry-after'])).toBeGreaterThan(0);
    for (const path of ['/eureka/status', '/', '/actuator/info', '/api-docs-json']) {
      await until(`${path} is shed`, async () => (await server.get(path, basic('alice'))).status === 429);
    }
    expect((await server.get('/actuator/health/liveness', {})).status).toBe(200);
    expect((await server.put(PATH, basic('alice'))).status).toBe(200);
    await server.close();
  });

  it("limits reads as Netflix' filter does, where it is switched on", async () => {
    const server = await startRegistry({
      rateLimiterEnabled: true,
      rateLimiterBurstSize: 2,
      rateLimiterFullFetchAverageRate: 1,
    });
    const read = (headers = {}): Promise<{ readonly status: number; readonly text: string }> =>
      server.get('/eureka/apps', headers);
    const answers = [await read(), await read(), await read()];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 503]);
    expect(answers[2]?.text).toBe('');
    expect((await read({ 'discoveryidentity-name': 'DefaultClient' })).status).toBe(200);
    await server.close();
  });
});
