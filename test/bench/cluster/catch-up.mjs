import { setTimeout as pause } from 'node:timers/promises';
import { nameOf } from '../instances.mjs';
import { readRequest } from '../load/eureka-requests.mjs';
import { fill } from '../operations.mjs';
import { ClusterParty } from './cluster-party.mjs';

const POLL_MS = 20;
const WITHIN_MS = 180_000;
/** So many instances, evenly spread, stand for all while it is waited. */
const SAMPLE = 20;

/** From the start of a process until it answers with everything that its peer holds, ms. */
export async function measureCatchUp(kind, size, settings, say) {
  say(`catch-up at ${size} instances, ${kind}`);
  const party = await ClusterParty.create(kind, { main: settings.oursMain });
  try {
    await party.start(0);
    await party.readable(0);
    await fill(party.nodes[0], size);
    const startedAt = await party.start(1, { isFilled: true });
    const listensMs = performance.now() - startedAt;
    const cpuBefore = party.nodes[0].cpuMs();
    for (let n = 0; n < SAMPLE; n++) await isThere(party.nodes[1], Math.floor(((n + 1) * size) / SAMPLE) - 1);
    const holdsAllMs = performance.now() - startedAt;
    const { body } = await party.nodes[1].call(readRequest('/eureka/apps'));
    const { application } = JSON.parse(body).applications;
    const held = application.reduce((sum, { instance }) => sum + instance.length, 0);
    if (held !== size) throw new Error(`${kind} holds ${held} of ${size} when it seems to hold all`);
    return {
      listensMs,
      holdsAllMs,
      cpuMs: party.nodes[1].cpuMs(),
      peerCpuMs: party.nodes[0].cpuMs() - cpuBefore,
      residentMb: party.nodes[1].residentMb(),
    };
  } finally {
    await party.stop();
  }
}

async function isThere(node, index) {
  const { app, id } = nameOf(index);
  const read = readRequest(`/eureka/apps/${app}/${id}`);
  const until = performance.now() + WITHIN_MS;
  while ((await node.call(read)).status !== 200) {
    if (performance.now() > until) throw new Error(`${id} does not arrive`);
    await pause(POLL_MS);
  }
}
