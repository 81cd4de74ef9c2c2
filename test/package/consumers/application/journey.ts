import { strict as assert } from 'node:assert';
import { SchedulerRegistry } from '@nestjs/schedule';
import type { INestApplication } from '@nestjs/common';
import { decodeInstance, encodeInstance, PATHS } from '@nest-eureka/protocol';
import type { InstanceInfo, WireFormat } from '@nest-eureka/protocol';
import { Registry } from '@nest-eureka/registry';
import type { RegistryEvent } from '@nest-eureka/registry';
import { ManualClock } from '@nest-eureka/time/testing';
import { INSTANCE } from './an-instance.js';
import { OnceJob } from './once-job.js';

const JSON_BODY = { 'content-type': 'application/json' };

/** Everything that a host expects of the registry inside it; throws on the first thing that is not so. */
export async function journey(app: INestApplication, url: string): Promise<void> {
  const eureka = `${url}/eureka/`;
  const events: RegistryEvent[] = [];
  const stopObserving = app.get(Registry).observe((event) => events.push(event));

  await ownRouteAnswers(url);
  const body = encodeInstance(INSTANCE, { format: 'json', detail: 'full', version: 'v2' });
  const registered = await fetch(eureka + PATHS.application('ORDERS'), { method: 'POST', headers: JSON_BODY, body });
  assert.equal(registered.status, 204);

  const fromJson = await read(eureka, 'json');
  const fromXml = await read(eureka, 'xml');
  assert.deepEqual(fromXml, fromJson);
  assert.deepEqual(fromJson.metadata, INSTANCE.metadata);
  assert.equal(fromJson.leaseInfo?.durationInSecs, 90);

  const seenInside = await fetch(`${url}/orders/instances/orders`);
  assert.deepEqual(JSON.parse(await seenInside.text()), [INSTANCE.instanceId]);

  const own = PATHS.instance('ORDERS', INSTANCE.instanceId ?? '');
  assert.equal(
    (await fetch(eureka + PATHS.heartbeat('ORDERS', INSTANCE.instanceId ?? ''), { method: 'PUT' })).status,
    200,
  );
  assert.equal((await fetch(eureka + own, { method: 'DELETE' })).status, 200);
  assert.equal((await fetch(eureka + own)).status, 404);
  assert.deepEqual(
    events.map(({ type }) => type),
    ['registered', 'renewed', 'cancelled'],
  );
  stopObserving();

  await ownRouteAnswers(url);
  assert.equal((await fetch(`${url}/nothing-here`)).status, 404);
  assert.equal((await fetch(`${url}/actuator/health/readiness`)).status, 200);
  schedulesAreShared(app);
  subpathWorks();
}

async function ownRouteAnswers(url: string): Promise<void> {
  const order = { item: 'book', count: 2 };
  const answer = await fetch(`${url}/orders`, { method: 'POST', headers: JSON_BODY, body: JSON.stringify(order) });
  assert.equal(answer.status, 201);
  assert.deepEqual(JSON.parse(await answer.text()), { ...order, accepted: true });
}

async function read(eureka: string, format: WireFormat): Promise<InstanceInfo> {
  const path = PATHS.instance('ORDERS', INSTANCE.instanceId ?? '');
  const answer = await fetch(eureka + path, { headers: { accept: `application/${format}` } });
  assert.equal(answer.status, 200);
  assert.ok(answer.headers.get('content-type')?.startsWith(`application/${format}`));
  const decoded = decodeInstance(await answer.text(), format);
  if (!decoded.ok) throw new Error(decoded.fault.message);
  return decoded.value;
}

/** A host lists the registry's loops beside its own jobs, and its own jobs run as often as they would without the registry. */
function schedulesAreShared(app: INestApplication): void {
  assert.ok(app.get(SchedulerRegistry, { strict: false }).getIntervals().includes('registry.evict'));
  assert.equal(app.get(OnceJob, { strict: false }).runs, 1);
}

function subpathWorks(): void {
  const clock = new ManualClock(5000);
  clock.advance(10);
  assert.equal(clock.now(), 5010);
}
