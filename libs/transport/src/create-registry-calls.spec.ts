import { afterEach, describe, expect, it } from '@jest/globals';
import { encodeApplications } from '@nest-eureka/protocol';
import { FakeRegistry, json, status } from '../spec-support/fake-registry.js';
import type { Answer } from '../spec-support/fake-registry.js';
import { sampleInstance } from '../spec-support/sample-instance.js';
import { depsOf, settingsFor } from '../spec-support/settings.js';
import { createRegistryCalls } from './create-registry-calls.js';
import type { RegistryCalls } from './registry-calls.js';
import type { TransportSettings } from './transport-settings.js';

const INSTANCE = sampleInstance();
const REGISTRY = { versionsDelta: 1, appsHashCode: 'UP_1_', applications: [{ name: 'ORDERS', instances: [INSTANCE] }] };
const DOCUMENT = encodeApplications(REGISTRY, { format: 'json', detail: 'full', version: 'v2' });

const open: (RegistryCalls | FakeRegistry)[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await ('stop' in one ? one.stop() : one.close());
});

async function callsTo(answer: Answer, changes: Partial<TransportSettings> = {}) {
  const registry = await FakeRegistry.start(answer);
  const calls = createRegistryCalls(settingsFor([registry.url], changes), depsOf());
  open.push(calls, registry);
  return { registry, calls };
}

describe('createRegistryCalls', () => {
  it.each<[string, (calls: RegistryCalls) => Promise<unknown>, string]>([
    ['register', (calls) => calls.register(INSTANCE), 'POST /eureka/apps/ORDERS'],
    [
      'heartbeat',
      (calls) => calls.heartbeat('ORDERS', 'a#b:1', { status: 'UP', lastDirtyTimestamp: 5 }),
      'PUT /eureka/apps/ORDERS/a%23b:1?status=UP&lastDirtyTimestamp=5',
    ],
    ['cancel', (calls) => calls.cancel('ORDERS', 'i1'), 'DELETE /eureka/apps/ORDERS/i1'],
    [
      'overrideStatus',
      (calls) => calls.overrideStatus('ORDERS', 'i1', 'OUT_OF_SERVICE', 7),
      'PUT /eureka/apps/ORDERS/i1/status?value=OUT_OF_SERVICE&lastDirtyTimestamp=7',
    ],
    [
      'removeOverride',
      (calls) => calls.removeOverride('ORDERS', 'i1', 7),
      'DELETE /eureka/apps/ORDERS/i1/status?lastDirtyTimestamp=7',
    ],
    ['applications', (calls) => calls.applications(), 'GET /eureka/apps/'],
    [
      'applications of regions',
      (calls) => calls.applications({ regions: ['r1', 'r2'] }),
      'GET /eureka/apps/?regions=r1%2Cr2',
    ],
    ['delta', (calls) => calls.delta(), 'GET /eureka/apps/delta'],
    ['vip', (calls) => calls.vip('orders'), 'GET /eureka/vips/orders'],
    [
      'secure vip of regions',
      (calls) => calls.vip('orders', { secure: true, regions: ['r1'] }),
      'GET /eureka/svips/orders?regions=r1',
    ],
    ['application', (calls) => calls.application('ORDERS'), 'GET /eureka/apps/ORDERS'],
    ['instance', (calls) => calls.instance('ORDERS', 'i1'), 'GET /eureka/apps/ORDERS/i1'],
    ['instance without application', (calls) => calls.instance(undefined, 'i1'), 'GET /eureka/instances/i1'],
  ])('sends %s as Java sends it', async (_name, call, expected) => {
    const { registry, calls } = await callsTo(status(204));
    await call(calls);
    expect(registry.asked.map(({ method, url }) => `${method} ${url}`)).toEqual([expected]);
  });

  it('registers with the whole instance as JSON', async () => {
    const { registry, calls } = await callsTo(status(204));
    const outcome = await calls.register(INSTANCE);
    expect(outcome).toEqual({ kind: 'answered', status: 204, value: undefined, server: registry.url });
    expect(registry.asked[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      accept: 'application/json',
    });
    expect(JSON.parse(registry.asked[0]?.body ?? '')).toMatchObject({ instance: { instanceId: 'web1:orders:8080' } });
  });

  it('reads the registry', async () => {
    const { calls } = await callsTo(json(DOCUMENT));
    const outcome = await calls.applications();
    expect(outcome).toMatchObject({ kind: 'answered', status: 200, value: { appsHashCode: 'UP_1_' } });
    expect(outcome.kind === 'answered' && outcome.value?.applications[0]?.instances[0]?.instanceId).toBe(
      'web1:orders:8080',
    );
  });
});
