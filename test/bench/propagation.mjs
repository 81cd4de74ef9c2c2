import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { httpRequest } from './load/http-request.mjs';
import { registerRequest } from './load/eureka-requests.mjs';
import { StreamReader } from './load/stream-reader.mjs';
import { nameOf, sampleInstance } from './instances.mjs';
import { fill } from './operations.mjs';
import { startOurs } from './parties/start-parties.mjs';

const CLIENT = fileURLToPath(new URL('./clients/picking-client.mjs', import.meta.url));
const INSTANCES = 1000;
const SERVICE = 'PROPAGATED';
/** Changes come at any moment between two rounds of the server. */
const LEAST_PAUSE_MS = 60;
const PAUSE_SPREAD_MS = 60;
const GIVE_UP_MS = 30_000;

/**
 * From the moment a change is sent to the server until the load balancer of a Nest client, one of many subscribers, uses the
 * instance or does not use it any more.
 */
export async function measurePropagation(settings, say) {
  const party = await startOurs(settings.oursMain);
  const readers = [];
  const client = new PickingClient(party.port);
  try {
    await fill(party, INSTANCES);
    while (readers.length < settings.watchers) {
      readers.push(...(await Promise.all(Array.from({ length: 50 }, () => StreamReader.open(party.port)))));
    }
    await client.says(({ isWatching }) => isWatching === true);
    say(`${readers.length + 1} watching clients, ${settings.propagationSamples} samples of each change`);
    const samples = { registration: [], 'out of service': [], 'back in service': [], cancel: [] };
    for (let sample = 0; sample < settings.propagationSamples; sample++) await walk(party, client, sample, samples);
    return { watchers: readers.length + 1, samples };
  } finally {
    client.stop();
    for (const reader of readers) reader.close();
    await party.stop();
  }
}

/** One life of an instance. */
async function walk(party, client, sample, samples) {
  const id = `${nameOf(sample).id}-${sample}`;
  const service = SERVICE.toLowerCase();
  const instance = { ...sampleInstance(sample), app: SERVICE, instanceId: id, vipAddress: service };
  const path = `/eureka/apps/${SERVICE}/${id}`;
  const uses = ({ instances, chosen }) => instances?.includes(id) === true && chosen === id;
  const avoids = ({ instances, chosen }) => instances?.includes(id) === false && chosen !== id;
  const step = async (name, request, isThere) => {
    await pause(LEAST_PAUSE_MS + Math.random() * PAUSE_SPREAD_MS);
    const seen = client.says(isThere);
    const from = performance.timeOrigin + performance.now();
    await party.call(request);
    samples[name].push((await seen).at - from);
  };
  await step('registration', registerRequest(instance), uses);
  await step('out of service', httpRequest('PUT', `${path}/status?value=OUT_OF_SERVICE`), avoids);
  await step('back in service', httpRequest('DELETE', `${path}/status?value=UP`), uses);
  await step('cancel', httpRequest('DELETE', path), avoids);
}

class PickingClient {
  #child;

  constructor(port) {
    this.#child = fork(CLIENT, [
      '--spring.application.name=bench-picking',
      `--eureka.client.service-url.defaultZone=http://127.0.0.1:${port}/eureka/`,
      '--eureka.client.register-with-eureka=false',
      '--eureka.client.cache-enabled=false',
    ]);
  }

  /** The first word of it from now on that is as wanted. */
  async says(isWanted) {
    const limit = AbortSignal.timeout(GIVE_UP_MS);
    for (;;) {
      const [fact] = await once(this.#child, 'message', { signal: limit });
      if (isWanted(fact)) return fact;
    }
  }

  stop() {
    this.#child.kill('SIGKILL');
  }
}
