import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anInstance } from '../support/an-instance.js';
import { commandLine } from '../support/command-line.js';
import type { Answer } from '../support/http-caller.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';
import { until } from '../support/until.js';

/** Stands in every place that holds a secret; it may be seen where clients read the registry, and nowhere else. */
const CANARY = 'canary-7f3a';

const admin = {
  authorization: `Basic ${Buffer.from(`root:${CANARY}-password`).toString('base64')}`,
  accept: 'application/json',
};
const ID = 'i-1';

const METADATA = {
  'user.password': `${CANARY}-1`,
  apiKey: `${CANARY}-2`,
  'client-secret': `${CANARY}-3`,
  'access.token': `${CANARY}-4`,
  credentials: `${CANARY}-5`,
  jdbc: `jdbc:postgresql://app:${CANARY}-6@db:5432/x`,
  callback: `http://hook/?token=${CANARY}-7`,
  zone: 'east',
};

describe('what is secret', () => {
  let server: RegistryServer;
  let folder: string;
  const said: string[] = [];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'canary-'));
    server = await startRegistry({
      security: { user: { name: 'root', password: `${CANARY}-password` } },
      client: { serviceUrl: { defaultZone: [`http://peer:${CANARY}-peer@127.0.0.1:1/eureka/`] } },
      tokens: [{ name: 'robot', token: `${CANARY}-configured-token`, roles: ['registrar'] }],
      remoteRegionUrlsWithName: { west: [`http://west:${CANARY}-region@127.0.0.1:1/eureka/`] },
      audit: { path: join(folder, 'audit.jsonl') },
      snapshot: { path: join(folder, 'snapshot') },
      startDeadlineMs: 1,
    });
    Logger.overrideLogger({
      log: (...texts: unknown[]) => void said.push(texts.join(' ')),
      warn: (...texts: unknown[]) => void said.push(texts.join(' ')),
      error: (...texts: unknown[]) => void said.push(texts.join(' ')),
    });
    await until('it can be read', async () => (await server.get('/actuator/health/readiness', {})).status === 200);
    const instance = anInstance({
      instanceId: ID,
      metadata: METADATA,
      homePageUrl: `http://app:${CANARY}-home@web1/`,
      statusPageUrl: `http://app:${CANARY}-status@web1/info?token=${CANARY}-q`,
      healthCheckUrl: `http://app:${CANARY}-health@web1/health`,
    });
    await server.post('/eureka/apps/ORDERS', JSON.stringify({ instance }), admin);
    await server.put(`/eureka/apps/ORDERS/${ID}/metadata?db.password=${CANARY}-8`, admin);
    await server.put(`/eureka/apps/ORDERS/${ID}/status?value=OUT_OF_SERVICE`, admin);
    await server.post(
      '/eureka/x/admin/metadata',
      JSON.stringify({
        app: 'ORDERS',
        id: ID,
        metadata: { 'api.key': `${CANARY}-9` },
        reason: `see http://me:${CANARY}-reason@host/?token=${CANARY}-reason2`,
      }),
      admin,
    );
    await server.post(
      '/eureka/x/admin/drain',
      JSON.stringify({
        app: 'ORDERS',
        id: ID,
        owner: `me http://me:${CANARY}-owner@host/`,
        reason: `http://me:${CANARY}-why@host/`,
      }),
      admin,
    );
    // attempts and requests that fail are told in errors
    await server.get('/eureka/apps', { authorization: `Bearer ${CANARY}-bearer` });
    await server.post('/eureka/x/session', JSON.stringify({ name: 'root', password: `${CANARY}-guess` }));
  });
  afterAll(async () => {
    await server.close();
    Logger.overrideLogger(false);
    rmSync(folder, { recursive: true });
  });

  it('is where clients read it', async () => {
    const wire = await server.get('/eureka/apps/ORDERS', admin);
    for (const value of Object.values(METADATA)) expect(wire.text).toContain(value);
  });

  it.each([
    '/',
    '/lastn',
    '/eureka-page.json',
    '/eureka/status',
    '/eureka/lastn',
    '/eureka/serverinfo/statusoverrides',
    '/eureka/x/apps',
    '/eureka/x/instances',
    `/eureka/x/apps/ORDERS/${ID}/explain`,
    '/eureka/x/journal',
    '/eureka/x/journal?app=ORDERS&kind=metadata',
    '/eureka/x/history',
    '/eureka/x/watch/seen?app=ORDERS&id=i-1&wait=0',
    '/api-docs-json',
    '/eureka/x/replication/digest',
    '/eureka/x/admin',
    '/eureka/x/cluster',
    '/eureka/x/session',
    '/eureka/x/prometheus/sd',
    '/actuator/health',
    '/actuator/info',
    '/actuator/prometheus',
    '/nothing',
    '/eureka/nothing',
  ])('is not shown at %s, to programs and browsers', async (path) => {
    for (const accept of ['application/json', 'application/xml', 'text/html']) {
      const answer: Answer = await server.get(path, { ...admin, accept });
      expect([path, secretsIn(answer.text), secretsIn(JSON.stringify(answer.headers))]).toEqual([path, [], []]);
    }
  });

  it.each([
    ['list'],
    ['list', '--json'],
    ['explain', 'orders', ID],
    ['explain', 'orders', ID, '--json'],
    ['journal'],
    ['doctor'],
    ['drain', 'orders', ID, '--reason', `http://me:${CANARY}-reason@host/`],
    ['metadata', 'orders', ID, '--set', `db.password=${CANARY}-set`, '--reason', 'why'],
    ['list', '--url', `http://root:${CANARY}-wrong@127.0.0.1:1/eureka/`],
    ['doctor', '--url', `http://root:${CANARY}-wrong@127.0.0.1:1/eureka/`],
    ['list', '--url', `http://root:${CANARY}-wrong@`],
  ])('is not printed by nest-eureka %s %s', async (...argv) => {
    const url = argv.includes('--url')
      ? []
      : ['--url', `http://root:${CANARY}-password@127.0.0.1:${server.port}/eureka/`];
    const { out, err } = await commandLine([...argv, ...url]);
    expect(out + err).not.toBe('');
    expect([secretsIn(out), secretsIn(err)]).toEqual([[], []]);
  });

  it('is not told to who was evicted and comes back', async () => {
    const body = JSON.stringify({ instance: anInstance({ instanceId: 'barred' }) });
    await server.post('/eureka/apps/ORDERS', body, admin);
    const order = { app: 'ORDERS', id: 'barred', forMs: 60_000, reason: `http://me:${CANARY}-bar@host/` };
    await server.post('/eureka/x/admin/evict', JSON.stringify(order), admin);
    const { status, text } = await server.post('/eureka/apps/ORDERS', body, admin);
    expect([status, text.includes('***@host'), secretsIn(text)]).toEqual([403, true, []]);
  });

  it('is in the snapshot where it was registered, and nothing of the server’s own', async () => {
    const file = join(folder, 'snapshot');
    await server.close();
    const snapshot = readFileSync(file, 'utf8');
    expect([snapshot.includes(`${CANARY}-1`), statSync(file).mode & 0o077]).toEqual([true, 0]);
    expect(snapshot).not.toMatch(new RegExp(`${CANARY}-(password|peer|region|configured|bearer|guess)`));
  });

  it('is neither in the log nor in the audit', () => {
    const path = join(folder, 'audit.jsonl');
    const audit = existsSync(path) ? readFileSync(path, 'utf8') : '';
    expect(audit).toContain('"action":"metadata"');
    expect(said.join('\n')).toContain('127.0.0.1:1');
    expect([secretsIn(audit), secretsIn(said.join('\n'))]).toEqual([[], []]);
  });
});

function secretsIn(text: string): readonly string[] {
  return [...text.matchAll(new RegExp(`.{0,60}${CANARY}.{0,20}`, 'g'))].map(([found]) => found);
}
