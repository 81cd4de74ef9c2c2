import { setTimeout as pause } from 'node:timers/promises';
import { sendLoad } from './load/load.mjs';
import { registrations, readRequest } from './load/eureka-requests.mjs';
import { PASSWORD_ARGS, withPassword } from './load/password.mjs';
import { DELTA_RETENTION_MS, REGISTRY_ARGS } from './parties/commands.mjs';
import { startBare, startOurs, startParties } from './parties/start-parties.mjs';
import { measureScenario } from './rounds.mjs';
import { scenarios } from './scenarios.mjs';

/** Server CPU per operation: every scenario at every size, each size with servers of its own. */
export async function measureOperations(settings, say) {
  const chosen = scenarios.filter(({ name }) => settings.only === undefined || settings.only.includes(name));
  const [asking, open] = [true, false].map((asks) =>
    chosen.filter(({ asksForPassword = false }) => asksForPassword === asks),
  );
  const rows = [];
  for (const size of settings.sizes) {
    rows.push(...(await measureSize(open, size, () => startParties({ ...settings, say }), settings, say)));
    // a stock Java server has no security
    rows.push(...(await measureSize(asking, size, () => startGuarded(settings), settings, say)));
  }
  return rows;
}

async function measureSize(chosen, size, start, settings, say) {
  const rows = [];
  if (chosen.length === 0) return rows;
  const parties = await start();
  const disguise = chosen[0].asksForPassword ? withPassword : undefined;
  try {
    for (const party of parties) await fill(party, size, disguise);
    // a registry's first delta holds every registration; nobody has read one yet, so no cache keeps it
    if (chosen.some(({ name }) => name.startsWith('delta'))) await pause(DELTA_RETENTION_MS);
    for (const scenario of chosen) {
      say(`${scenario.name} at ${size} instances`);
      rows.push({ scenario: scenario.name, size, parties: await measureScenario(scenario, size, parties, settings) });
    }
  } finally {
    await Promise.all(parties.map((party) => party.stop()));
  }
  return rows;
}

async function startGuarded({ oursMain }) {
  return [await startOurs(oursMain, [...REGISTRY_ARGS, ...PASSWORD_ARGS]), await startBare()];
}

/** Registers the first `size` instances and makes sure that they are there; `disguise` has the last word about each request. */
export async function fill(party, size, disguise = (request) => request) {
  if (size > 0) {
    const requests = registrations(size).map(disguise);
    await sendLoad({ port: party.port, requests, expected: 204, connections: 16 }, { times: size });
  }
  if (!party.isRegistry) return;
  const { body } = await party.call(disguise(readRequest('/eureka/apps')));
  const { application } = JSON.parse(body).applications;
  const found = application.reduce((sum, { instance }) => sum + instance.length, 0);
  if (found !== size) throw new Error(`${party.name} lists ${found} instances of ${size}`);
}
