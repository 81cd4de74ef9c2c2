import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { until } from '../harness/until.mjs';
import { freePort } from '../harness/ports.mjs';
import { startGoClient } from '../parties/go-client.mjs';
import { startNodeClient } from '../parties/node-client.mjs';
import { startPythonClient } from '../parties/python-client.mjs';
import { startRecordingProxy } from '../parties/recording-proxy.mjs';
import { startServerUnderTest } from '../parties/server-under-test.mjs';
import { Neighbour } from '../parties/neighbour.mjs';

/** What each library can do besides registering, reading and leaving. */
const clients = [
  { name: 'py_eureka_client 0.13.3', start: startPythonClient, overrides: 'with clear', mayComeBack: true },
  { name: 'eureka-js-client 4.5.0, full reads', start: startNodeClient, format: 'full' },
  { name: 'eureka-js-client 4.5.0, deltas', start: startNodeClient, format: 'delta' },
  { name: 'hudl/fargo 1.4.0, XML', start: startGoClient, format: 'xml', overrides: 'with UP' },
  { name: 'hudl/fargo 1.4.0, JSON', start: startGoClient, format: 'json', overrides: 'with UP' },
];

export const suite = {
  name: 'other-languages',
  title: "Python's, Node's and Go's clients register, renew, read, come back and leave",
  async run(run) {
    const server = await startServerUnderTest(run);
    const wire = await startRecordingProxy(server.url);
    run.later(() => wire.stop());
    for (const client of clients) {
      // a library that cannot be had is one skipped case, not a failed story
      await run.case(`${client.name}: lives through it all and leaves`, () =>
        tellStory(run, client, server.registry, wire),
      );
    }
  },
};

async function tellStory(run, { name, start, format, overrides, mayComeBack }, registry, wire) {
  const app = `FOREIGN${clients.findIndex((each) => each.name === name)}`;
  const port = await freePort();
  const id = `127.0.0.1:${app.toLowerCase()}:${port}`;
  const from = wire.calls.length;
  const neighbour = new Neighbour(registry, `NEXT-TO-${app}`);
  await neighbour.register('first', { under_score: 'a&b', plain: '1' });
  await neighbour.register('second', {});
  const client = await start({ serviceUrl: `${wire.url}/eureka/`, app: app.toLowerCase(), id, port, format });
  try {
    const scene = { run, name, client, registry, wire, app, id, port, from, neighbour, mayComeBack };
    await registers(scene);
    await renews(scene);
    await reads(scene);
    if (overrides) await overridesItsStatus(scene, overrides);
    await comesBack(scene);
    await leaves(scene);
  } finally {
    await client.kill();
    await neighbour.leave();
  }
}

const path = ({ app, id }) => new RegExp(`^/eureka/apps/${app}/${id.replaceAll(':', '(:|%3A)')}`, 'i');
const heard = ({ wire, from }, method, where) =>
  wire.calls.slice(from).filter((call) => call.method === method && where.test(call.path));

async function registers(scene) {
  const { run, name, registry, app, id, port, client } = scene;
  await until(`${id} is UP`, async () => {
    client.child.assertAlive();
    return (await registry.status(app, id)) === 'UP';
  });
  const stored = await registry.instance(app, id);
  strictEqual(stored.app, app);
  strictEqual(stored.ipAddr, '127.0.0.1');
  deepStrictEqual(stored.port, { $: port, '@enabled': 'true' });
  strictEqual(stored.metadata.under_score, 'a&b');
  match(String(heard(scene, 'POST', new RegExp(`/apps/${app}`, 'i')).at(0)?.status), /204/);
  run.report.pass(`${name}: registers`);
}

async function renews(scene) {
  const beats = () => heard(scene, 'PUT', path(scene));
  const renewed = async () => (await scene.registry.lease(scene.app, scene.id)).lastRenewalTimestamp;
  const [before, heardBefore] = [await renewed(), beats().length];
  await until('three more heartbeats', () => beats().length >= heardBefore + 3);
  deepStrictEqual(new Set(beats().map(({ status }) => status)), new Set([200]));
  ok((await renewed()) > before, 'the lease is renewed');
  scene.run.report.pass(`${scene.name}: renews its lease`);
}

async function reads({ run, name, client, neighbour }) {
  const sees = (ids) =>
    until(`it sees ${ids}`, async () => String(await client.ask(`see ${neighbour.app}`)) === String(ids));
  await sees([neighbour.id('first'), neighbour.id('second')]);
  const metadata = await client.ask(`metadata ${neighbour.app}`);
  ok(
    metadata.some((each) => each?.plain === '1' || each?.plain === 1),
    `metadata as it reads them: ${JSON.stringify(metadata)}`,
  );
  await neighbour.cancel('second');
  await sees([neighbour.id('first')]);
  await neighbour.register('second', {});
  await sees([neighbour.id('first'), neighbour.id('second')]);
  run.report.pass(`${name}: reads the registry and follows its changes`);
}

async function overridesItsStatus({ run, name, client, registry, app, id }, how) {
  const becomes = (status) => until(`it is ${status}`, async () => (await registry.status(app, id)) === status);
  await client.ask('status OUT_OF_SERVICE');
  await becomes('OUT_OF_SERVICE');
  await client.ask(how === 'with clear' ? 'clear' : 'status UP');
  await becomes('UP');
  run.report.pass(`${name}: takes itself out of service and back`);
}

async function comesBack(scene) {
  const { run, name, registry, app, id } = scene;
  const before = scene.wire.calls.length;
  strictEqual((await registry.call('DELETE', `/eureka/apps/${app}/${id}`)).status, 200);
  await until('it is registered again', async () => (await registry.status(app, id)) === 'UP');
  ok(
    heard({ ...scene, from: before }, 'PUT', path(scene)).some(({ status }) => status === 404),
    'a heartbeat was answered 404',
  );
  run.report.pass(`${name}: comes back after its registration was lost`);
}

async function leaves(scene) {
  const { client, registry, app, id } = scene;
  strictEqual(await client.ask('leave'), 'left');
  deepStrictEqual(
    heard(scene, 'DELETE', new RegExp(`${path(scene).source}$`, 'i')).map(({ status }) => status),
    [200],
  );
  await client.child.ended;
  // Python's heartbeat thread goes on until its process ends, and may register again what has left
  const after = { ...scene, from: scene.wire.calls.findLastIndex(({ method }) => method === 'DELETE') + 1 };
  const isBack = heard(after, 'POST', new RegExp(`/apps/${app}$`, 'i')).length > 0;
  if (!scene.mayComeBack) strictEqual(isBack, false);
  strictEqual((await registry.instance(app, id)) !== undefined, isBack);
}
