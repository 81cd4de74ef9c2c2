import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anInstance, aRegistration } from '../support/an-instance.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';

const INSTANCE = anInstance({ app: 'FUZZ', instanceId: 'f' });
const REGISTER = {
  appName: 'FUZZ',
  id: 'f',
  lastDirtyTimestamp: 1,
  status: 'UP',
  action: 'Register',
  instanceInfo: INSTANCE,
};
const MEASURE = { kind: 'bar', app: 'FUZZ', id: 'f', at: 1, by: 'ann', until: 2, reason: 'why', entries: { a: 'b' } };

/** What nodes tell each other, and operators the registry, as they should. */
const DOCUMENTS: Readonly<Record<string, unknown>> = {
  '/eureka/peerreplication/batch/': { replicationList: [REGISTER, { ...REGISTER, action: 'StatusUpdate' }] },
  '/eureka/x/replication/batch': {
    apps: ['FUZZ'],
    beats: [[0, 'f', 1, 'DOWN', 2]],
    ages: [1, 2],
    overrides: [['DOWN', 1], []],
    replicationList: [REGISTER, { ...REGISTER, action: 'Cancel' }],
  },
  '/eureka/x/replication/instances': {
    instances: [
      ['FUZZ', 'f'],
      ['GOOD', 'good'],
    ],
  },
  '/eureka/x/replication/measures': { measures: [MEASURE, { ...MEASURE, kind: 'drain', until: undefined }] },
  '/eureka/x/admin/drain': { app: 'FUZZ', id: 'f', reason: 'why', forMs: 1000 },
  '/eureka/x/admin/override': { targets: [{ app: 'FUZZ', id: 'f' }], status: 'DOWN', owner: 'me' },
  '/eureka/x/admin/weight': { app: 'FUZZ', weight: 0.5, reason: 'why' },
  '/eureka/x/admin/metadata': { app: 'FUZZ', id: 'f', metadata: { a: 'b' } },
  '/eureka/x/admin/evict': { app: 'FUZZ', id: 'f', forMs: 1 },
};

const READS: Readonly<Record<string, readonly string[]>> = {
  '/eureka/x/replication/leases': ['buckets'],
  '/eureka/x/journal': ['limit', 'kind', 'since', 'sinceAt', 'cursor', 'app', 'id', 'principal'],
  '/eureka/x/history': ['since', 'limit'],
  '/eureka/x/instances': ['limit', 'cursor', 'search', 'status', 'metadata', 'zone', 'version', 'app'],
  '/eureka/x/apps': ['limit', 'cursor', 'search', 'status'],
  '/eureka/x/prometheus/sd': ['status', 'metadata', 'app'],
  '/eureka/apps': ['regions'],
  '/eureka/apps/delta': ['regions'],
  '/eureka/x/cluster': ['x'],
};

const ODD = fc.oneof(
  fc.constantFrom<unknown>(
    1e300,
    -1e300,
    -1,
    0.5,
    2 ** 53,
    9e15,
    '',
    '__proto__',
    'constructor',
    null,
    [],
    {},
    [[]],
    true,
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Every place in a document, as the keys that lead there. */
function placesIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, member]) => placesIn(member, [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: readonly string[], odd: unknown): unknown {
  if (key === undefined) return odd;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<string, unknown>;
  copy[key] = replaced(copy[key], rest, odd);
  return copy;
}

describe('a peer, or an operator, that tells nonsense', () => {
  let server: RegistryServer;
  beforeAll(async () => {
    server = await startRegistry();
    await server.post('/eureka/apps/GOOD', aRegistration({ app: 'GOOD', instanceId: 'good' }));
  });
  afterAll(() => server.close());

  /** Everything that can be read is answered, and the good one is as it was. */
  async function everybodyIsServed(): Promise<void> {
    const paths = ['/', '/lastn', '/eureka/apps', '/eureka/apps/delta', '/eureka/x/cluster', ...Object.keys(READS)];
    const shown = [
      '/eureka/x/admin',
      '/eureka/x/apps/FUZZ/f/explain',
      '/eureka/x/replication/digest',
      '/eureka-page.json',
    ];
    for (const path of [...paths, ...shown]) {
      const { status } = await server.get(path);
      expect([path, status === 404 && path.endsWith('explain') ? 200 : status]).toEqual([path, 200]);
    }
    expect([200, 204, 400, 403]).toContain(
      (await server.post('/eureka/apps/FUZZ', aRegistration({ app: 'FUZZ', instanceId: 'f' }))).status,
    );
    expect((await server.put('/eureka/apps/GOOD/good')).status).toBe(200);
    expect((await server.get('/eureka/apps/GOOD/good')).json()).toMatchObject({ instance: { status: 'UP' } });
  }

  it.each(Object.entries(DOCUMENTS))('at %s is refused or ignored, and disturbs nobody', async (path, document) => {
    expect([200, 404]).toContain((await server.post(path, JSON.stringify(document))).status);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...placesIn(document)), ODD, async (place, odd) => {
        const body = JSON.stringify(replaced(document, place, odd)) ?? 'undefined';
        expect([200, 400, 404, 413]).toContain((await server.post(path, body)).status);
      }),
      { numRuns: 60 },
    );
    await everybodyIsServed();
  });

  it.each([[[[]]], [[[[]]]], [[null]], [['x']]])('cannot give the targets %j', async (targets) => {
    expect((await server.post('/eureka/x/admin/drain', JSON.stringify({ targets }))).status).toBe(400);
  });

  it('cannot make registrations fail by a time that is none', async () => {
    const body = JSON.stringify({ measures: [{ ...MEASURE, id: 'barred', at: 2, until: 1e300 }] });
    expect((await server.post('/eureka/x/replication/measures', body)).status).toBe(200);
    const registration = aRegistration({ app: 'FUZZ', instanceId: 'barred' });
    expect((await server.post('/eureka/apps/FUZZ', registration)).status).toBe(204);
  });

  it.each(Object.entries(READS))('and asks nonsense at %s is answered', async (path, names) => {
    const value = fc.oneof(
      fc.constantFrom(
        '',
        '-1',
        '1e9',
        '99999999999999999999',
        'NaN',
        'WyJBIl0',
        'e30',
        'bnVsbA',
        ',',
        '1,2,,x',
        '%00',
        '[',
        '.*(',
      ),
      fc.string({ maxLength: 40 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), value, async (name, text) => {
        const { status } = await server.get(`${path}?${name}=${encodeURIComponent(text)}`);
        expect([200, 400]).toContain(status);
      }),
      { numRuns: 30 },
    );
    await everybodyIsServed();
  });
});
