import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anInstance } from '../support/an-instance.js';
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
      audit: { path: join(folder, 'audit.jsonl') },
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
      JSON.stringify({ app: 'ORDERS', id: ID, metadata: { 'api.key': `${CANARY}-9` }, reason: 'none' }),
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
    '/eureka/x/admin',
    '/eureka/x/cluster',
    '/eureka/x/session',
    '/eureka/x/prometheus/sd',
    '/actuator/health',
    '/actuator/info',
    '/actuator/prometheus',
    '/nothing',
    '/eureka/nothing',
  ])('is not shown at %s', async (path) => {
    const answer: Answer = await server.get(path, admin);
    expect([path, secretsIn(answer.text), secretsIn(JSON.stringify(answer.headers))]).toEqual([path, [], []]);
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
