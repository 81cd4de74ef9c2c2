import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../interop/harness/until.mjs';
import { requireLibraries } from '../interop/parties/nest-client.mjs';
import { startCaller, startNestProvider } from './calling/start-calling.mjs';
import { startOurs } from './parties/start-parties.mjs';

const PROVIDERS = 5;
const WORKERS = 16;
/** Two fetches of the caller. */
const WAIT_SECONDS = 2;
const BETWEEN_KILLS_MS = 500;

const terminated = (provider) => provider.stop();
const killed = async (provider) => {
  await provider.kill();
  await pause(BETWEEN_KILLS_MS);
};

/** How the providers go, and what they are asked meanwhile. */
const scenarios = [
  { name: 'SIGTERM, GET and POST', methods: ['GET', 'GET', 'GET', 'POST'], end: terminated },
  { name: 'kill -9, GET', methods: ['GET'], end: killed },
  { name: 'kill -9, POST', methods: ['POST'], end: killed },
];

/** All providers replaced, one after the other, again and again, under a load that never pauses. */
export async function measureRolling(settings, say) {
  await requireLibraries();
  const rows = [];
  for (const scenario of scenarios) {
    const registry = await startOurs(settings.oursMain);
    try {
      rows.push(await roll(registry, scenario, settings, say));
    } finally {
      await registry.stop();
    }
  }
  return rows;
}

async function roll(registry, { name, methods, end }, { rollingRounds }, say) {
  const start = () => startNestProvider(registry, { waitSeconds: WAIT_SECONDS });
  const providers = await Promise.all(Array.from({ length: PROVIDERS }, start));
  const caller = startCaller(registry);
  const restarts = PROVIDERS * rollingRounds;
  const worst = { failed: 0, before: 0 };
  try {
    const isKnown = async () => (await caller.ask({ do: 'held', service: 'orders' })) === PROVIDERS;
    await until('the caller knows the providers', isKnown);
    await caller.ask({ do: 'start', service: 'orders', workers: WORKERS, methods });
    for (let restart = 0; restart < restarts; restart++) {
      if (restart % PROVIDERS === 0) say(`${name}: round ${restart / PROVIDERS + 1} of ${rollingRounds}`);
      await end(providers.shift());
      providers.push(await start());
      const { failed } = await caller.ask({ do: 'figures' });
      worst.failed = Math.max(worst.failed, failed.length - worst.before);
      worst.before = failed.length;
    }
    const figures = await caller.ask({ do: 'stop' });
    for (const failure of new Set(figures.failed)) say(`${name}: ${failure}`);
    return { name, restarts, workers: WORKERS, ...figures, worst: worst.failed };
  } finally {
    await Promise.all([caller.stop(), ...providers.map((provider) => provider.kill())]);
  }
}
