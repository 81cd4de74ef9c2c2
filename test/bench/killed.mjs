import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../interop/harness/until.mjs';
import { requireLibraries } from '../interop/parties/nest-client.mjs';
import { startDefaultProvider, startSteadyCaller } from './calling/start-calling.mjs';
import { readRequest } from './load/eureka-requests.mjs';
import { startOurs } from './parties/start-parties.mjs';

const PROVIDERS = 5;
/** More of them at once would ask for more than a call's one retry; of three self-preservation still lets go. */
const KILLED_AT_ONCE = 1;
const CALLS_PER_SECOND = 50;
/** Heartbeats come every 30 s: what is killed dies at any moment between two of them. */
const SPREAD_MS = 10_000;
const SETTLED_MS = 10_000;
const GIVE_UP_MS = 240_000;
/** Whoever has not been tried for so long since the registry dropped it is not tried any more. */
const QUIET_MS = 5_000;

const now = () => performance.timeOrigin + performance.now();

/**
 * From kill -9 of a provider until the last call that tried it, and until the registry does not list it any more. Registry, providers
 * and caller have their defaults.
 */
export async function measureKilled({ oursMain, killedRounds }, say) {
  await requireLibraries();
  const registry = await startOurs(oursMain, []);
  const providers = await Promise.all(Array.from({ length: PROVIDERS }, () => startDefaultProvider(registry)));
  const caller = startSteadyCaller(registry);
  const samples = [];
  try {
    await allKnown(caller);
    await caller.ask({ do: 'start', service: 'orders', perSecond: CALLS_PER_SECOND });
    for (let round = 0; round < killedRounds; round++) {
      say(`killing ${KILLED_AT_ONCE} of ${PROVIDERS}, round ${round + 1} of ${killedRounds}`);
      await pause(SETTLED_MS);
      const victims = providers.splice(0, KILLED_AT_ONCE);
      samples.push(...(await Promise.all(victims.map((victim) => kill(victim, registry, caller)))));
      providers.push(...(await Promise.all(victims.map(() => startDefaultProvider(registry)))));
      await allKnown(caller);
    }
    const calls = await caller.ask({ do: 'calls' });
    for (const failure of calls.failures) say(failure);
    return { perSecond: CALLS_PER_SECOND, samples, ...calls };
  } finally {
    await Promise.all([caller.stop(), ...providers.map((provider) => provider.kill()), registry.stop()]);
  }
}

async function allKnown(caller) {
  const isKnown = async () => (await caller.ask({ do: 'held', service: 'orders' })) === PROVIDERS;
  await until('the caller knows the providers', isKnown, { withinMs: 60_000 });
}

async function kill(victim, registry, caller) {
  await pause(Math.random() * SPREAD_MS);
  const before = await caller.ask({ do: 'tries', port: victim.port });
  const killedAt = now();
  await victim.kill();
  const isGone = async () => !(await listed(registry)).includes(victim.port);
  await until('the registry drops it', isGone, { withinMs: GIVE_UP_MS, everyMs: 100 });
  const droppedMs = now() - killedAt;
  await pause(QUIET_MS);
  const after = await caller.ask({ do: 'tries', port: victim.port });
  return { droppedMs, lastTryMs: Math.max(0, (after.at ?? 0) - killedAt), tries: after.count - before.count };
}

/** Ports of the instances that the registry lists. */
async function listed(registry) {
  const { body } = await registry.call(readRequest('/eureka/apps/ORDERS'));
  return JSON.parse(body).application.instance.map(({ port }) => port.$);
}
