import { setTimeout as pause } from 'node:timers/promises';
import { startJavaClient } from '../interop/parties/java-client.mjs';
import { DIRTY_AT, nameOf, sampleInstance } from './instances.mjs';
import { httpRequest } from './load/http-request.mjs';
import { registerRequest } from './load/eureka-requests.mjs';
import { startJava, startOurs } from './parties/start-parties.mjs';

const SERVICE = 'POLLED';
const INSTANCES = 20;
/** Half of them change further; one of the others is killed. */
const CHANGED = INSTANCES / 2;
const HEARTBEAT_MS = 30_000;
const LEASE_SECS = 90;
/** Changes come at any moment between two fetches of a client. */
const SPREAD_MS = 30_000;
const LOOK_EVERY_MS = 250;
/** What is not shown by then stands in the table with this time; Java's self-preservation may hold an instance for ever. */
const GIVE_UP_MS = 300_000;
/** Spring Cloud's own, which the client of the interop suites has shortened. */
const DEFAULTS = [
  '--eureka.client.registry-fetch-interval-seconds=30',
  '--eureka.instance.lease-renewal-interval-in-seconds=30',
  '--eureka.instance.lease-expiration-duration-in-seconds=90',
];

/**
 * From a change at the registry until the `DiscoveryClient` of a Spring Cloud application, which polls, shows it: at a stock Java registry and
 * at ours, everything with its defaults. For comparing with `propagation` and `killed`.
 */
export async function measurePolling({ oursMain, withJava }, say) {
  const java = withJava ? await startJava(say, []) : undefined;
  // the client is Java's too
  if (java === undefined) return {};
  const registries = Object.entries({ java, ours: await startOurs(oursMain, []) });
  const walk = async ([name, registry]) => [name, await measureAt(registry, (line) => say(`${name}: ${line}`))];
  return Object.fromEntries(await Promise.all(registries.map(walk)));
}

async function measureAt(registry, say) {
  const client = await startJavaClient({
    app: `polling-${registry.name}`,
    serviceUrl: `http://127.0.0.1:${registry.port}/eureka/`,
    args: DEFAULTS,
  });
  const alive = Array.from({ length: INSTANCES }, (_, index) => new Registered(registry, index));
  try {
    const changed = alive.slice(0, CHANGED);
    const seen = sharedLook(async () => new Set(await client.read(`/instances/${SERVICE}`)));
    const step = async (name, instances, change, isThere) => {
      say(name);
      return watched(seen, instances, change, isThere);
    };
    return {
      registration: await step('registration', alive, (one) => one.register(), true),
      'out of service': await step('out of service', changed, (one) => one.put('/status?value=OUT_OF_SERVICE'), false),
      'back in service': await step('back in service', changed, (one) => one.delete('/status?value=UP'), true),
      cancel: await step('cancel', changed, (one) => one.cancel(), false),
      'killed with -9': await step('killed with -9', alive.slice(-1), (one) => one.die(), false),
    };
  } finally {
    for (const one of alive) one.die();
    await client.kill();
    await registry.stop();
  }
}

/** How long it takes from each change until the client shows it, in ms. */
function watched(seen, instances, change, isThere) {
  return Promise.all(
    instances.map(async (one) => {
      await pause(Math.random() * SPREAD_MS);
      const from = performance.now();
      await change(one);
      const isShown = async () => (await seen()).has(one.id) === isThere;
      while (performance.now() - from < GIVE_UP_MS && !(await isShown())) await pause(LOOK_EVERY_MS);
      return performance.now() - from;
    }),
  );
}

/** All who look within a moment look once, so that the client has nothing else to do. */
function sharedLook(look) {
  let last;
  let at = -Infinity;
  return () => {
    if (performance.now() - at < LOOK_EVERY_MS) return last;
    at = performance.now();
    return (last = look());
  };
}

/** An instance that is registered and renewed by plain requests. */
class Registered {
  #heartbeat;

  constructor(registry, index) {
    this.registry = registry;
    this.index = index;
    this.id = nameOf(index).id;
  }

  async register() {
    const leaseInfo = { renewalIntervalInSecs: HEARTBEAT_MS / 1000, durationInSecs: LEASE_SECS };
    const sample = sampleInstance(this.index);
    const instance = { ...sample, app: SERVICE, vipAddress: SERVICE.toLowerCase(), leaseInfo };
    await this.registry.call(registerRequest(instance));
    this.#heartbeat = setInterval(() => {
      this.put(`?status=UP&lastDirtyTimestamp=${DIRTY_AT}`).catch(() => {});
    }, HEARTBEAT_MS);
  }

  put(rest) {
    return this.#call('PUT', rest);
  }

  delete(rest = '') {
    return this.#call('DELETE', rest);
  }

  cancel() {
    this.die();
    return this.delete();
  }

  die() {
    clearInterval(this.#heartbeat);
  }

  #call(method, rest) {
    return this.registry.call(httpRequest(method, `/eureka/apps/${SERVICE}/${this.id}${rest}`));
  }
}
