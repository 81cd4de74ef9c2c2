import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { SeededRandom } from '../cases/seeded-random.mjs';
import { freePort } from '../harness/ports.mjs';
import { until } from '../harness/until.mjs';
import { startJavaClient } from '../parties/java-client.mjs';
import { RENEWED_SOON, startJavaEurekaServer } from '../parties/java-server.mjs';
import { startNestClient } from '../parties/nest-client.mjs';
import { requireOurBuild, startOurServer } from '../parties/our-server.mjs';
import { startRecordingProxy } from '../parties/recording-proxy.mjs';
import { RegistryView } from '../parties/registry-view.mjs';

const CHANGES = 500;
const CHANGES_AT_A_TIME = 25;
const LIVELY = [
  '--eureka.server.enableSelfPreservation=false',
  '--eureka.server.evictionIntervalTimerInMs=1000',
  '--eureka.server.useReadOnlyResponseCache=false',
];

const REGISTRIES = {
  java: (port) => startJavaEurekaServer({ port, args: [...LIVELY, RENEWED_SOON] }),
  ours: async (port) => {
    await requireOurBuild();
    return startOurServer({ port, args: LIVELY });
  },
};

export const suite = {
  name: 'nest-client',
  title: 'Nest applications on our client: registry by Java and by us, Spring applications beside them',
  async run(run) {
    for (const name of Object.keys(REGISTRIES)) {
      await story(run, name);
      await run.tearDown();
    }
  },
};

async function story(run, name) {
  const step = run.chain();
  const port = await freePort();
  let server = await REGISTRIES[name](port);
  run.later(() => server.stop());
  const registry = new RegistryView(server.url);
  const wire = await startRecordingProxy(server.url);
  run.later(() => wire.stop());
  const client = await startNestClient({ app: 'nest', serviceUrl: `${wire.url}/eureka/` });
  run.later(() => client.kill());
  const scene = { run, step, name, registry, wire, client };
  await registering(scene);
  await following(scene);
  await overriding(scene);
  await callingEachOther(scene, server);
  await step(
    `[${name}] is back with the first answered heartbeat after kill -9 and restart of the registry`,
    async () => {
      await (server.kill ?? server.stop)();
      const from = wire.calls.length;
      server = await REGISTRIES[name](port);
      await until('registered again', async () => (await registry.status('NEST', client.id)) === 'UP');
      const own = wire.calls.slice(from).filter(({ path }) => path.startsWith('/eureka/apps/NEST'));
      deepStrictEqual(
        own.slice(0, 2).map(({ method, status }) => `${method} ${status}`),
        ['PUT 404', 'POST 204'],
      );
    },
  );
  await leaving(scene);
}

async function registering({ step, name, registry, wire, client }) {
  await step(`[${name}] registers with its real port and stays registered`, async () => {
    const instance = await until('registered', () => registry.instance('NEST', client.id));
    strictEqual(instance.status, 'UP');
    strictEqual(instance.port.$, client.port);
    strictEqual(instance.hostName, '127.0.0.1');
    const beats = () => wire.seen('PUT', /^\/eureka\/apps\/NEST\/[^/]+\?status=UP/);
    await until('three heartbeats', () => beats().length >= 3);
    deepStrictEqual(new Set(beats().map(({ status }) => status)), new Set([200]));
    strictEqual(wire.seen('POST', /./).length, 1);
  });
}

async function following({ run, step, name, registry, wire, client }) {
  await step(`[${name}] agrees by hash and content after ${CHANGES} changes made by others`, async () => {
    const random = new SeededRandom(Number(run.settings.seed ?? 4));
    await until('the first delta', () => wire.seen('GET', /\/apps\/delta$/).length > 0);
    const from = wire.calls.length;
    for (let changed = 0; changed < CHANGES; changed += CHANGES_AT_A_TIME) {
      for (let n = 0; n < CHANGES_AT_A_TIME; n++) await change(registry, random);
      await until('the same hash', async () => (await client.read('/hash')).hash === (await registry.hash()));
    }
    const there = await contentOf(registry);
    await until('the same content', async () => same(await client.read('/content'), there));
    const reads = wire.calls.slice(from).filter(({ method }) => method === 'GET');
    const full = reads.filter(({ path }) => path !== '/eureka/apps/delta');
    ok(full.length <= 1, `${full.length} of ${reads.length} reads were full ones`);
  });
}

/** Each of the others beats its lease by registering; those that live too long are evicted, which is a change as well. */
async function change(registry, random) {
  const app = `OTHER${random.below(5)}`;
  const id = `other-${random.below(20)}`;
  const path = `/eureka/apps/${app}/${id}`;
  await random.weighted([
    [5, () => register(registry, app, id, random)],
    [2, () => registry.call('DELETE', path)],
    [2, () => registry.call('PUT', `${path}/status?value=${random.pick(['OUT_OF_SERVICE', 'DOWN', 'UP'])}`)],
    [1, () => registry.call('DELETE', `${path}/status`)],
  ])();
}

async function register(registry, app, id, random) {
  const instance = {
    instanceId: id,
    hostName: 'other',
    app,
    ipAddr: '10.0.0.1',
    status: random.pick(['UP', 'DOWN', 'STARTING']),
    port: { $: 80, '@enabled': 'true' },
    securePort: { $: 443, '@enabled': 'false' },
    dataCenterInfo: { '@class': 'com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo', name: 'MyOwn' },
    leaseInfo: { renewalIntervalInSecs: 30, durationInSecs: 600 },
    metadata: { colour: random.pick(['red', 'green', 'blue']) },
    vipAddress: app.toLowerCase(),
  };
  const response = await fetch(`${registry.url}/eureka/apps/${app}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ instance }),
  });
  strictEqual(response.status, 204);
}

async function contentOf(registry) {
  const response = await fetch(`${registry.url}/eureka/apps`, { headers: { Accept: 'application/json' } });
  const { applications } = await response.json();
  const instances = applications.application.flatMap(({ instance }) => instance);
  return Object.fromEntries(
    instances.map(({ app, instanceId, status, metadata }) => {
      const { '@class': _, ...entries } = metadata ?? {};
      return [`${app}/${instanceId}`, { status, metadata: entries }];
    }),
  );
}

function same(a, b) {
  try {
    deepStrictEqual(sorted(a), sorted(b));
    return true;
  } catch {
    return false;
  }
}

function sorted(content) {
  return Object.fromEntries(Object.entries(content).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

async function overriding({ step, name, registry, client }) {
  const remote = async () => (await client.read('/hash')).remoteStatus;
  await step(`[${name}] sees its own status overridden, and the override taken back`, async () => {
    await until('UP', async () => (await remote()) === 'UP');
    await registry.call('PUT', `/eureka/apps/NEST/${client.id}/status?value=OUT_OF_SERVICE`);
    await until('OUT_OF_SERVICE', async () => (await remote()) === 'OUT_OF_SERVICE');
    await registry.call('DELETE', `/eureka/apps/NEST/${client.id}/status?value=UP`);
    await until('UP again', async () => (await remote()) === 'UP');
  });
  await step(`[${name}] tells a status of its own`, async () => {
    for (const status of ['DOWN', 'UP']) {
      await client.post(`/own-status/${status}`);
      await until(status, async () => (await registry.status('NEST', client.id)) === status);
    }
  });
}

async function callingEachOther({ run, step, name, client }, server) {
  await step(`[${name}] calls a Spring application by name and is called by it`, async () => {
    const spring = await startJavaClient({ app: 'spring', serviceUrl: `${server.url}/eureka/` });
    run.later(() => spring.kill());
    const called = (from, service, id) =>
      until(`${service} called`, async () => (await from.read(`/call/${service}`)) === id);
    await called(client, 'spring', spring.id);
    await called(spring, 'nest', client.id);
    await spring.stop();
  });
}

async function leaving({ step, name, registry, wire, client }) {
  await step(`[${name}] takes itself out at SIGTERM and ends by itself`, async () => {
    const { code, signal } = await client.stop();
    ok(code === 0 || code === 143 || signal === 'SIGTERM', `code ${code}, signal ${signal}`);
    strictEqual(await registry.instance('NEST', client.id), undefined);
    const own = wire.calls.filter(({ path }) => path.startsWith('/eureka/apps/NEST'));
    strictEqual(own.at(-1).method, 'DELETE');
  });
}
