import { setTimeout as pause } from 'node:timers/promises';
import { sendLoad } from './load/load.mjs';
import { registrations, readRequest } from './load/eureka-requests.mjs';
import { DELTA_RETENTION_MS } from './parties/commands.mjs';
import { startParties } from './parties/start-parties.mjs';
import { measureScenario } from './rounds.mjs';
import { scenarios } from './scenarios.mjs';

/** Server CPU per operation: every scenario at every size, each size with servers of its own. */
export async function measureOperations(settings, say) {
  const chosen = scenarios.filter(({ name }) => settings.only === undefined || settings.only.includes(name));
  const rows = [];
  if (chosen.length === 0) return rows;
  for (const size of settings.sizes) {
    const parties = await startParties({ ...settings, say });
    try {
      for (const party of parties) await fill(party, size);
      // a registry's first delta holds every registration; nobody has read one yet, so no cache keeps it
      if (chosen.some(({ name }) => name.startsWith('delta'))) await pause(DELTA_RETENTION_MS);
      for (const scenario of chosen) {
        say(`${scenario.name} at ${size} instances`);
        rows.push({ scenario: scenario.name, size, parties: await measureScenario(scenario, size, parties, settings) });
      }
    } finally {
      await Promise.all(parties.map((party) => party.stop()));
    }
  }
  return rows;
}

/** Registers the first `size` instances and makes sure that they are there. */
export async function fill(party, size) {
  if (size > 0) {
    const requests = registrations(size);
    await sendLoad({ port: party.port, requests, expected: 204, connections: 16 }, { times: size });
  }
  if (!party.isRegistry) return;
  const { body } = await party.call(readRequest('/eureka/apps'));
  const { application } = JSON.parse(body).applications;
  const found = application.reduce((sum, { instance }) => sum + instance.length, 0);
  if (found !== size) throw new Error(`${party.name} lists ${found} instances of ${size}`);
}
