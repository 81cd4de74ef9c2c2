import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { join } from 'node:path';
import { command } from '../harness/command.mjs';
import { repositoryDirectory } from '../harness/paths.mjs';
import { freePort } from '../harness/ports.mjs';
import { until } from '../harness/until.mjs';
import { startJavaClient } from '../parties/java-client.mjs';
import { RENEWED_SOON, startJavaEurekaServer } from '../parties/java-server.mjs';
import { Neighbour } from '../parties/neighbour.mjs';
import { requireOurBuild, startOurServer } from '../parties/our-server.mjs';
import { RegistryView } from '../parties/registry-view.mjs';

const cli = join(repositoryDirectory, 'dist', 'cli.js');
const SOON = { withinMs: 20_000, everyMs: 50 };

export const suite = {
  name: 'administering',
  title: 'what is ordered at our node is done at its Java peer, and seen by a Java client there',
  async run(run) {
    await requireOurBuild();
    const { ours, java } = await mixedCluster(run);
    const consumer = await startJavaClient({ app: 'consumer', serviceUrl: `${java.url}/eureka/` });
    run.later(() => consumer.kill());
    const provider = await startJavaClient({ app: 'provider', serviceUrl: `${java.url}/eureka/` });
    run.later(() => provider.kill());
    const scene = { step: run.chain(), ours, java, nodes: [ours, java], consumer, provider };
    await draining(scene);
    await evicting(scene);
    await doctoring(scene);
  },
};

async function mixedCluster(run) {
  const [javaPort, ownPort] = [await freePort(), await freePort()];
  // Java goes by the host alone and would take a peer at its own host name for itself
  const zone = `--eureka.client.service-url.defaultZone=http://localhost:${javaPort}/eureka/,http://127.0.0.1:${ownPort}/eureka/`;
  const cache = '--eureka.server.use-read-only-response-cache=false';
  const patience = '--eureka.server.peer-node-read-timeout-ms=2000';
  const java = await startJavaEurekaServer({ port: javaPort, args: [zone, cache, patience, RENEWED_SOON] });
  run.later(() => java.stop());
  const ours = await startOurServer({ port: ownPort, args: [zone, '--eureka.instance.hostname=127.0.0.1'] });
  run.later(() => ours.kill());
  return { ours: new RegistryView(ours.url), java: new RegistryView(java.url) };
}

/** `nest-eureka` as an operator types it. */
async function order(node, ...args) {
  return command(process.execPath, [cli, ...args, '--url', `${node.url}/eureka/`]);
}

async function draining({ step, ours, nodes, consumer, provider }) {
  const called = async () => (await consumer.read('/instances/provider')).length;
  await step('an instance that registered with Java is seen by both nodes and by a Java client', async () => {
    for (const node of nodes)
      await until('up', async () => (await node.status('PROVIDER', provider.id)) === 'UP', SOON);
    await until('the client sees it', async () => (await called()) === 1, SOON);
  });
  await step('a drain at ours takes it out of service at both, and the Java client calls it no more', async () => {
    const { code, output } = await order(ours, 'drain', 'provider', provider.id, '--reason', 'upgrade', '--for', '1h');
    strictEqual(code, 0, output);
    for (const node of nodes)
      await until('drained', async () => (await node.status('PROVIDER', provider.id)) === 'OUT_OF_SERVICE', SOON);
    await until('the client sees it go', async () => (await called()) === 0, SOON);
  });
  await step('it stays so while its heartbeats go on at Java, and ours says who, why and until when', async () => {
    const renewed = async () => (await nodes[1].lease('PROVIDER', provider.id)).lastRenewalTimestamp;
    const before = await renewed();
    await until('three heartbeats', async () => (await renewed()) > before + 2_500, SOON);
    for (const node of nodes) strictEqual(await node.status('PROVIDER', provider.id), 'OUT_OF_SERVICE');
    match(
      (await order(ours, 'explain', 'provider', provider.id)).output,
      /override OUT_OF_SERVICE by .*until .*upgrade/,
    );
  });
  await step('a restore ends it at both and for the client', async () => {
    const { code, output } = await order(ours, 'restore', 'provider', provider.id);
    strictEqual(code, 0, output);
    for (const node of nodes)
      await until('up again', async () => (await node.status('PROVIDER', provider.id)) === 'UP', SOON);
    await until('the client sees it again', async () => (await called()) === 1, SOON);
  });
}

async function evicting({ step, ours, java, nodes, provider }) {
  const dead = new Neighbour(java, 'DEAD');
  const id = dead.id('first');
  await step('an eviction at ours removes an instance at both', async () => {
    await dead.register('first', {});
    for (const node of nodes) await until('there', async () => (await node.instance('DEAD', id)) !== undefined, SOON);
    const { code, output } = await order(ours, 'evict', 'dead', id);
    strictEqual(code, 0, output);
    for (const node of nodes) await until('gone', async () => (await node.instance('DEAD', id)) === undefined, SOON);
  });
  await step('with a time it is kept away at both, by whichever node it comes back', async () => {
    strictEqual((await order(ours, 'evict', 'dead', id, '--for', '1h')).code, 0);
    await dead.register('first', {});
    // ours has never had it: it is gone there from the beginning
    for (const node of [java, ours])
      await until('gone', async () => (await node.instance('DEAD', id)) === undefined, SOON);
  });
  await step('a living one that is evicted without a time comes back with its next heartbeat', async () => {
    const registered = async (node) => (await node.lease('PROVIDER', provider.id)).registrationTimestamp;
    const before = await registered(java);
    strictEqual((await order(ours, 'evict', 'provider', provider.id)).code, 0);
    await until('it registered anew', async () => (await registered(java).catch(() => before)) > before, SOON);
    await until('ours has it', async () => (await ours.status('PROVIDER', provider.id)) === 'UP', SOON);
  });
}

async function doctoring({ step, ours, java, nodes }) {
  await step('the journal tells of the peer, and the cluster view of both directions', async () => {
    match((await order(ours, 'journal', '--kind', 'peer-available')).output, /peer-available .*localhost/);
    await until('in order', async () => (await order(ours, 'cluster')).code === 0, SOON);
  });
  await step('of a Java node the replicas are told', async () => {
    const { code, output } = await order(java, 'cluster');
    strictEqual(code, 0, output);
    match(output, /127\.0\.0\.1:\d+\/eureka\/ +(un)?available/);
  });
  await step('doctor finds no fault at either node', async () => {
    for (const node of nodes) {
      const { code, output } = await order(node, 'doctor');
      strictEqual(code, 0, output);
    }
    match((await order(java, 'doctor')).output, /Netflix’ server, or another one/);
  });
  await step('a drain at Java is a plain override, which ours takes over, and so is its end', async () => {
    const neighbour = new Neighbour(java, 'PLAIN');
    await neighbour.register('first', {});
    const id = neighbour.id('first');
    match((await order(java, 'drain', 'plain', id)).output, /by plain Eureka calls/);
    for (const node of nodes)
      await until('drained', async () => (await node.status('PLAIN', id)) === 'OUT_OF_SERVICE', SOON);
    strictEqual((await order(ours, 'restore', 'plain', id)).code, 0);
    for (const node of nodes) await until('up', async () => (await node.status('PLAIN', id)) === 'UP', SOON);
    deepStrictEqual(await Promise.all(nodes.map(async (node) => (await node.instance('PLAIN', id)).overriddenStatus)), [
      'UNKNOWN',
      'UNKNOWN',
    ]);
  });
}
