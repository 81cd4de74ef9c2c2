import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheDirectory } from '../../interop/harness/paths.mjs';
import { startJavaClient } from '../../interop/parties/java-client.mjs';
import { installedEurekaJsClient } from '../../interop/parties/node-client.mjs';
import { TalkingClient } from '../../interop/parties/talking-client.mjs';

const script = (name) => fileURLToPath(new URL(`../clients/${name}`, import.meta.url));

/** A client under measurement: `pid`, `held()`, `stop()`; in Node also `stallMs()` since the start or the last `watchStalls()`. */
function talking(name, args) {
  const client = new TalkingClient(name, process.execPath, args);
  return {
    pid: client.child.pid,
    held: () => client.ask('held'),
    watchStalls: () => client.ask('watch'),
    stallMs: () => client.ask('stall'),
    stop: () => client.kill(),
  };
}

function springOptions(registry, fetchIntervalMs) {
  return [
    '--spring.application.name=bench-client',
    `--eureka.client.service-url.defaultZone=http://127.0.0.1:${registry.port}/eureka/`,
    `--eureka.client.registry-fetch-interval-seconds=${fetchIntervalMs / 1000}`,
  ];
}

/** The copy of the registry on disk, which is there by default, is not kept in the user's folder here. */
async function startNest(registry, fetchIntervalMs, { copy }) {
  const folder = join(cacheDirectory, 'work');
  mkdirSync(folder, { recursive: true });
  const options = [
    ...springOptions(registry, fetchIntervalMs),
    `--eureka.client.cache-dir=${folder}`,
    `--eureka.client.cache-enabled=${copy}`,
  ];
  return talking('bench-nest', [script('nest-client.mjs'), ...options]);
}

async function startEurekaJs(registry, fetchIntervalMs, reading) {
  const folder = await installedEurekaJsClient();
  const args = [script('eureka-js-client.mjs'), folder, String(registry.port), String(fetchIntervalMs), reading];
  return talking(`bench-eureka-js-${reading}`, args);
}

/** As `java -jar` starts it, with the intervals of a client that configures none but that of the fetch. */
async function startJava(registry, fetchIntervalMs) {
  const client = await startJavaClient({
    app: 'bench-client',
    serviceUrl: `http://127.0.0.1:${registry.port}/eureka/`,
    jvmArgs: [],
    args: [
      ...springOptions(registry, fetchIntervalMs),
      '--eureka.instance.lease-renewal-interval-in-seconds=30',
      '--eureka.instance.lease-expiration-duration-in-seconds=90',
      '--eureka.client.instance-info-replication-interval-seconds=30',
    ],
  });
  return {
    pid: client.pid,
    held: async () => (await client.read('/hash')).instances.length,
    stop: () => client.kill(),
  };
}

/** What is compared, in the order of the table. */
export const clientStarters = [
  { name: 'ours', start: (registry, intervalMs) => startNest(registry, intervalMs, { copy: true }) },
  { name: 'ours, no copy on disk', start: (registry, intervalMs) => startNest(registry, intervalMs, { copy: false }) },
  { name: 'eureka-js-client', start: (registry, intervalMs) => startEurekaJs(registry, intervalMs, 'full') },
  { name: 'eureka-js-client, delta', start: (registry, intervalMs) => startEurekaJs(registry, intervalMs, 'delta') },
  { name: 'Java', start: startJava },
];
