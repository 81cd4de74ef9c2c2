import { setTimeout as pause } from 'node:timers/promises';
import { nameOf, sampleInstance } from '../instances.mjs';
import { Connection } from '../load/connection.mjs';
import { readRequest, registerRequest } from '../load/eureka-requests.mjs';
import { percentiles } from '../figures/percentiles.mjs';
import { ClusterParty } from './cluster-party.mjs';

const POLL_MS = 1;
const WARM_UP = 20;
const MOST_BETWEEN_MS = 100;
const WITHIN_MS = 60_000;

/** From a registration at one node until the other answers with it, ms; the nodes have nothing else to do. */
export async function measureLag(kind, settings, say) {
  say(`lag of a registration, ${kind}`);
  const party = await ClusterParty.create(kind, { main: settings.oursMain });
  try {
    await party.startAll();
    const [near, far] = await Promise.all(party.ports.map((port) => Connection.open(port)));
    const lags = [];
    for (let index = 0; index < WARM_UP + settings.lagSamples; index++) {
      const lagMs = await lagOf(index, near, far);
      if (index >= WARM_UP) lags.push(lagMs);
      await pause(Math.random() * MOST_BETWEEN_MS);
    }
    near.close();
    far.close();
    return percentiles(lags);
  } finally {
    await party.stop();
  }
}

async function lagOf(index, near, far) {
  const { app, id } = nameOf(index);
  const read = readRequest(`/eureka/apps/${app}/${id}`);
  const { status } = await near.call(registerRequest(sampleInstance(index)));
  if (status !== 204) throw new Error(`a registration was answered ${status}`);
  const takenAt = performance.now();
  while ((await far.call(read)).status !== 200) {
    if (performance.now() - takenAt > WITHIN_MS) throw new Error(`the peer never heard of ${id}`);
    await pause(POLL_MS);
  }
  return performance.now() - takenAt;
}
