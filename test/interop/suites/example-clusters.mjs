import { strictEqual } from 'node:assert/strict';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Child } from '../harness/child.mjs';
import { repositoryDirectory } from '../harness/paths.mjs';
import { Unavailable } from '../harness/unavailable.mjs';
import { until } from '../harness/until.mjs';
import { javaJar } from '../parties/java-build.mjs';
import { requireOurBuild } from '../parties/our-server.mjs';
import { RegistryView } from '../parties/registry-view.mjs';

const examples = join(repositoryDirectory, 'examples');
const APP = 'ORDERS';
const SOON = { withinMs: 15_000 };

export const suite = {
  name: 'example-clusters',
  title: 'the clusters of the tutorials start from their own YAML and hold the same',
  async run(run) {
    await requireOurBuild();
    // before the others start: a build beside them would make them slow
    await run.case('examples/spring-peer is built', () => javaJar('spring-peer', join(examples, 'spring-peer')));
    await Promise.all([
      run.case('examples/two-peers, on 8777 and 8666', () => started(run, 'two-peers', [8777, 8666])),
      run.case('examples/three-nodes, on 7001 to 7003', () => started(run, 'three-nodes', [7001, 7002, 7003])),
      run.case('examples/spring-peer: ours on 8761, Spring on 8762', () => besideSpring(run)),
    ]);
  },
};

async function started(run, name, ports) {
  await requireFree(ports);
  const child = new Child(`example-${name}`, process.execPath, [join(examples, name, 'start.mjs')]);
  run.later(() => child.stop());
  await holdTheSame(ports, child);
  // its children end with it
  await child.stop({ signal: 'SIGINT' });
  await until('the ports are free again', () => requireFree(ports).then(() => true), SOON);
}

async function besideSpring(run) {
  const ports = [8761, 8762];
  await requireFree(ports);
  const folder = join(examples, 'spring-peer');
  const jar = await javaJar('spring-peer', folder);
  const spring = new Child('spring-peer', 'java', [
    '-Xmx256m',
    '-XX:TieredStopAtLevel=1',
    '-XX:+UseSerialGC',
    '-jar',
    jar,
  ]);
  run.later(() => spring.kill());
  const main = join(repositoryDirectory, 'dist', 'main.js');
  const ours = new Child('ours-beside-spring', process.execPath, [main], { cwd: folder });
  run.later(() => ours.kill());
  await spring.ready('first answer', async () => (await fetch('http://127.0.0.1:8762/eureka/status')).ok);
  await holdTheSame(ports, ours);
}

/** What is registered at the first node is soon seen at all of them. */
async function holdTheSame(ports, child) {
  const [first, ...others] = ports.map((port) => new RegistryView(`http://127.0.0.1:${port}`));
  for (const { url } of [first, ...others]) {
    await child.ready(`${url} may be read`, async () => (await fetch(`${url}/eureka/apps`)).ok);
  }
  strictEqual(await register(first), true);
  for (const node of others) {
    await until(`${node.url} has it`, async () => (await statusOfRead(node)) === 200, SOON);
  }
  strictEqual((await first.call('DELETE', `/eureka/apps/${APP}/i-1`)).status, 200);
  for (const node of others) {
    await until(`${node.url} has it no more`, async () => (await statusOfRead(node)) === 404, SOON);
  }
}

/** Of the instance alone, which no cache of Java's keeps. */
async function statusOfRead(node) {
  return (await node.call('GET', `/eureka/apps/${APP}/i-1`)).status;
}

async function register(node) {
  const { status } = await fetch(`${node.url}/eureka/apps/${APP}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      instance: {
        instanceId: 'i-1',
        hostName: 'orders.example.com',
        app: APP,
        ipAddr: '10.0.0.1',
        vipAddress: 'orders',
        status: 'UP',
        dataCenterInfo: { '@class': 'com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo', name: 'MyOwn' },
      },
    }),
  });
  return status === 204;
}

/** The tutorials' ports are fixed, and others may have taken them. */
async function requireFree(ports) {
  for (const port of ports) {
    const isFree = await new Promise((resolve) => {
      const probe = createServer();
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (!isFree) throw new Unavailable(`port ${port} is taken`);
  }
}
