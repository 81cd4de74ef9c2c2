import { ok, strictEqual } from 'node:assert/strict';
import { freePort } from '../harness/ports.mjs';
import { until } from '../harness/until.mjs';
import { RENEWED_SOON, startJavaEurekaServer } from '../parties/java-server.mjs';
import { startOurServer } from '../parties/our-server.mjs';
import { RegistryView } from '../parties/registry-view.mjs';

const APP = 'MIXED';
const SOON = { withinMs: 20_000, everyMs: 50 };

export const suite = {
  name: 'peers',
  title: 'our node and a Java node that are peers hold the same, whichever of them a client talks to',
  async run(run) {
    for (const mode of run.settings.all ? ['modern', 'netflix'] : ['modern']) {
      await story(run, mode);
      await run.tearDown();
    }
  },
};

async function story(run, mode) {
  const [javaPort, ownPort] = [await freePort(), await freePort()];
  // Java goes by the host alone and would take a peer at its own host name for itself
  const urls = `http://localhost:${javaPort}/eureka/,http://127.0.0.1:${ownPort}/eureka/`;
  const zone = `--eureka.client.service-url.defaultZone=${urls}`;
  const java = await startJavaEurekaServer({
    port: javaPort,
    args: [
      zone,
      '--eureka.server.use-read-only-response-cache=false',
      '--eureka.server.peer-node-read-timeout-ms=2000',
      RENEWED_SOON,
    ],
  });
  run.later(() => java.stop());
  const ours = await startOurServer({
    port: ownPort,
    args: [
      zone,
      '--eureka.instance.hostname=127.0.0.1',
      `--eureka.server.defaults=${mode}`,
      '--eureka.server.use-read-only-response-cache=false',
    ],
  });
  run.later(() => ours.kill());
  const nodes = { ours: new RegistryView(ours.url), java: new RegistryView(java.url) };
  const step = run.chain();
  await step(`[${mode}] our node knows the Java node as an available replica, and not itself`, async () => {
    await until(
      'available',
      async () => (await replicas(nodes.ours)).available === `http://localhost:${javaPort}/eureka/,`,
    );
    strictEqual((await replicas(nodes.ours)).registered, `http://localhost:${javaPort}/eureka/`);
  });
  await direction(step, mode, 'ours', 'java', nodes);
  await direction(step, mode, 'java', 'ours', nodes);
  await step(`[${mode}] a heartbeat makes the Java node ask for what it lost`, () => recovery(nodes.ours, nodes.java));
  await step(`[${mode}] a heartbeat makes our node ask for what it lost`, () => recovery(nodes.java, nodes.ours));
  await step(`[${mode}] the newer copy of the Java node is taken over`, () => conflict(nodes.ours, nodes.java));
  await step(`[${mode}] our newer copy is taken over by the Java node`, () => conflict(nodes.java, nodes.ours));
  await step(`[${mode}] both end with the same registry`, async () => {
    await register(nodes.ours, 'from-ours');
    await register(nodes.java, 'from-java', { status: 'DOWN' });
    for (const node of [nodes.ours, nodes.java]) {
      await until('both are there', async () => (await node.instances(APP)).length === 2, SOON);
    }
    strictEqual(await nodes.ours.hash(), 'DOWN_1_UP_1_');
    await until('equal hashes', async () => (await nodes.ours.hash()) === (await nodes.java.hash()), SOON);
  });
}

/** Everything that a client does at one node is seen at the other. */
async function direction(step, mode, here, there, nodes) {
  const [near, far] = [nodes[here], nodes[there]];
  const id = `${here}-1`;
  const path = `/eureka/apps/${APP}/${id}`;
  const says = (what) => `[${mode}] ${here} -> ${there}: ${what}`;
  await step(says('a registration'), async () => {
    await register(near, id);
    await until('there', () => far.instance(APP, id), SOON);
  });
  await step(says('a heartbeat'), async () => {
    const before = (await far.lease(APP, id)).lastRenewalTimestamp;
    strictEqual((await near.call('PUT', path)).status, 200);
    await until('renewed', async () => (await far.lease(APP, id)).lastRenewalTimestamp > before, SOON);
  });
  await step(says('an override and its removal'), async () => {
    await near.call('PUT', `${path}/status?value=OUT_OF_SERVICE`);
    await until('out of service', async () => (await far.status(APP, id)) === 'OUT_OF_SERVICE', SOON);
    await near.call('DELETE', `${path}/status?value=UP`);
    await until('up', async () => (await far.status(APP, id)) === 'UP', SOON);
    strictEqual((await far.instance(APP, id)).overriddenStatus, 'UNKNOWN');
  });
  await step(says('metadata'), async () => {
    await near.call('PUT', `${path}/metadata?colour=green`);
    await until('green', async () => (await far.instance(APP, id)).metadata.colour === 'green', SOON);
  });
  await step(says('a cancel'), async () => {
    await near.call('DELETE', path);
    await until('gone', async () => (await far.instance(APP, id)) === undefined, SOON);
  });
}

async function recovery(near, far) {
  const id = 'lost';
  await register(near, id);
  await until('there', () => far.instance(APP, id), SOON);
  await asPeer(far, 'DELETE', `/eureka/apps/${APP}/${id}`);
  strictEqual(await far.instance(APP, id), undefined);
  await near.call('PUT', `/eureka/apps/${APP}/${id}`);
  await until('there again', () => far.instance(APP, id), SOON);
  await near.call('DELETE', `/eureka/apps/${APP}/${id}`);
  await until('gone', async () => (await far.instance(APP, id)) === undefined, SOON);
}

async function conflict(near, far) {
  const id = 'conflicting';
  await register(near, id, { lastDirtyTimestamp: '1000' });
  await until('there', () => far.instance(APP, id), SOON);
  await register(
    far,
    id,
    { lastDirtyTimestamp: '2000', ipAddr: '10.9.9.9' },
    { 'x-netflix-discovery-replication': 'true' },
  );
  await near.call('PUT', `/eureka/apps/${APP}/${id}`);
  await until('taken over', async () => (await near.instance(APP, id)).ipAddr === '10.9.9.9', SOON);
  await near.call('DELETE', `/eureka/apps/${APP}/${id}`);
  await until('gone', async () => (await far.instance(APP, id)) === undefined, SOON);
}

async function register(node, instanceId, changes = {}, headers = {}) {
  const instance = {
    instanceId,
    hostName: `${instanceId}.example.com`,
    app: APP,
    ipAddr: '10.0.0.1',
    status: 'UP',
    port: { $: 8080, '@enabled': 'true' },
    securePort: { $: 443, '@enabled': 'false' },
    dataCenterInfo: { '@class': 'com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo', name: 'MyOwn' },
    leaseInfo: { renewalIntervalInSecs: 30, durationInSecs: 90 },
    vipAddress: 'mixed',
    lastDirtyTimestamp: String(Date.now()),
    ...changes,
  };
  const { status } = await fetch(`${node.url}/eureka/apps/${APP}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ instance }),
  });
  strictEqual(status, 204);
}

async function asPeer(node, method, path) {
  const { ok: done } = await fetch(`${node.url}${path}`, {
    method,
    headers: { 'x-netflix-discovery-replication': 'true' },
  });
  ok(done, `${method} ${path}`);
}

async function replicas(node) {
  const response = await fetch(`${node.url}/eureka/status`, { headers: { Accept: 'application/json' } });
  const { applicationStats } = await response.json();
  return { registered: applicationStats['registered-replicas'], available: applicationStats['available-replicas'] };
}
