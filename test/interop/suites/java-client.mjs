import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { until } from '../harness/until.mjs';
import { startJavaClient } from '../parties/java-client.mjs';
import { startRecordingProxy } from '../parties/recording-proxy.mjs';
import { startServerUnderTest } from '../parties/server-under-test.mjs';

const FETCHES = 4;

export const suite = {
  name: 'java-client',
  title: 'Spring Cloud applications register, look each other up, call each other by name and leave',
  async run(run) {
    for (const mode of run.settings.all && run.settings.subject !== 'java' ? ['modern', 'netflix'] : ['modern']) {
      await story(run, mode);
      await run.tearDown();
    }
  },
};

async function story(run, mode) {
  const server = await startServerUnderTest(run, { mode });
  const wire = await startRecordingProxy(server.url);
  run.later(() => wire.stop());
  const start = async (app, url, leaseSecs) => {
    const client = await startJavaClient({ app, serviceUrl: `${url}/eureka/`, leaseSecs });
    run.later(() => client.kill());
    return client;
  };
  // the one that will be killed and evicted
  const first = await start('provider', server.url, 10);
  const second = await start('provider', server.url);
  const consumer = await start('consumer', wire.url);
  const scene = { step: run.chain(), mode, server, registry: server.registry, wire, first, second, consumer };
  await registration(scene);
  await reading(scene);
  await statusChanges(scene);
  await leaving(scene);
}

async function registration({ step, mode, registry, wire, first, second, consumer }) {
  await step(`[${mode}] every client shows up as UP`, async () => {
    for (const [app, { id }] of [
      ['PROVIDER', first],
      ['PROVIDER', second],
      ['CONSUMER', consumer],
    ]) {
      await until(`${id} is UP`, async () => (await registry.status(app, id)) === 'UP');
    }
  });
  await step(`[${mode}] heartbeats are answered 200 and renew the lease`, async () => {
    const renewal = async () => (await registry.lease('CONSUMER', consumer.id)).lastRenewalTimestamp;
    const before = await renewal();
    const beats = () => wire.seen('PUT', /^\/eureka\/apps\/CONSUMER\/[^/]+\?status=UP/);
    const count = beats().length;
    await until('two more heartbeats', () => beats().length >= count + 2);
    ok((await renewal()) > before, 'the renewal timestamp grows');
    deepStrictEqual(
      new Set(
        beats()
          .slice(count)
          .map(({ status }) => status),
      ),
      new Set([200]),
    );
  });
}

async function reading({ step, mode, registry, wire, first, second, consumer }) {
  await step(`[${mode}] a client that reads deltas holds what the registry holds, by count and by hash`, async () => {
    const all = ['CONSUMER/' + consumer.id, 'PROVIDER/' + first.id, 'PROVIDER/' + second.id].sort();
    const held = await until('three instances held', async () => {
      const now = await consumer.read('/hash');
      return now.instances.length === all.length && now.hash === (await registry.hash()) && now;
    });
    deepStrictEqual(held.instances, all);
    deepStrictEqual(held.statuses, { UP: 3 });
  });
  await step(`[${mode}] a change reaches it by delta alone, without a full fetch`, async () => {
    const from = wire.calls.length;
    const response = await registry.call('PUT', `/eureka/apps/PROVIDER/${first.id}/metadata?painted=blue`);
    strictEqual(response.status, 200);
    await until('the change of metadata', async () =>
      (await consumer.read('/metadata/provider')).some(({ painted }) => painted === 'blue'),
    );
    await until(
      'more deltas',
      () => wire.seen('GET', /\/apps\/delta$/).length >= FETCHES && deltasSince(wire, from) >= FETCHES,
    );
    const reads = wire.calls
      .slice(from)
      .filter(({ method, path }) => method === 'GET' && path.startsWith('/eureka/apps'));
    deepStrictEqual(new Set(reads.map(({ path, status }) => `${path} ${status}`)), new Set(['/eureka/apps/delta 200']));
  });
  await step(`[${mode}] calls by name reach both providers`, async () => {
    const answered = new Set();
    await until('both have answered', async () => answered.add(await consumer.read('/call/provider')).size === 2);
    deepStrictEqual(answered, new Set([first.id, second.id]));
  });
}

function deltasSince(wire, from) {
  return wire.calls.slice(from).filter(({ path }) => path === '/eureka/apps/delta').length;
}

async function statusChanges({ step, mode, registry, wire, consumer }) {
  const becomes = (status) =>
    until(`the consumer is ${status}`, async () => (await registry.status('CONSUMER', consumer.id)) === status);
  const override = (status) => consumer.post('/actuator/serviceregistry', { status });
  const beatsSince = (from) =>
    wire.calls.slice(from).filter(({ method, path }) => method === 'PUT' && path.includes('?status='));

  await step(`[${mode}] OUT_OF_SERVICE through the actuator lasts over heartbeats that say UP`, async () => {
    match(String((await override('OUT_OF_SERVICE')).status), /^20/);
    await becomes('OUT_OF_SERVICE');
    const from = wire.calls.length;
    await until('two heartbeats', () => beatsSince(from).length >= 2);
    strictEqual(await registry.status('CONSUMER', consumer.id), 'OUT_OF_SERVICE');
    deepStrictEqual(new Set(beatsSince(from).map(({ status }) => status)), new Set([200]));
  });
  await step(`[${mode}] CANCEL_OVERRIDE ends in a heartbeat's 404, a new registration, and UP`, async () => {
    const from = wire.calls.length;
    match(String((await override('CANCEL_OVERRIDE')).status), /^20/);
    await becomes('UP');
    ok(
      beatsSince(from).some(({ status }) => status === 404),
      'one heartbeat is answered 404',
    );
    ok(
      wire.calls.slice(from).some(({ method, status }) => method === 'POST' && status === 204),
      'then it registers',
    );
  });
  await step(`[${mode}] a status of its own is registered: DOWN, then UP`, async () => {
    await consumer.post('/own-status/DOWN');
    await becomes('DOWN');
    await consumer.post('/own-status/UP');
    await becomes('UP');
  });
  await step(`[${mode}] a registration lost on the server comes back with the next heartbeat`, async () => {
    strictEqual((await registry.call('DELETE', `/eureka/apps/CONSUMER/${consumer.id}`)).status, 200);
    strictEqual(await registry.status('CONSUMER', consumer.id), undefined);
    await becomes('UP');
  });
}

async function leaving({ step, mode, registry, first, second, consumer }) {
  const callsReach = (id) => until(`calls reach ${id}`, async () => (await consumer.read('/call/provider')) === id);
  const onlyKnows = (what, ids) =>
    until(what, async () => JSON.stringify(await consumer.read('/instances/provider')) === JSON.stringify(ids));

  await step(`[${mode}] a clean shutdown takes the instance out at once, and calls go on`, async () => {
    await second.stop();
    strictEqual(await registry.instance('PROVIDER', second.id), undefined);
    await onlyKnows('the consumer forgets it', [first.id]);
    await callsReach(first.id);
  });
  await step(`[${mode}] a client that is killed is evicted when its lease has ended`, async () => {
    await first.kill();
    ok(await registry.instance('PROVIDER', first.id), 'nobody has told the registry yet');
    await until('it is evicted', async () => (await registry.instance('PROVIDER', first.id)) === undefined, {
      withinMs: 60_000,
    });
    await onlyKnows('the consumer forgets it', []);
  });
}
