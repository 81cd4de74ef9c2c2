import { setTimeout as pause } from 'node:timers/promises';
import { readRequest } from './load/eureka-requests.mjs';
import { fill } from './operations.mjs';
import { startJava, startOurs } from './parties/start-parties.mjs';

const SETTLE_MS = 5000;
const READS = [
  readRequest('/eureka/apps'),
  readRequest('/eureka/apps', { gzip: true }),
  readRequest('/eureka/apps/delta'),
];

/** Resident memory, each size with a server of its own, after registrations and one read of each document. */
export async function measureMemory(settings, say) {
  const rows = [];
  const starters = {
    ours: () => startOurs(settings.oursMain),
    java: () => (settings.withJava ? startJava(say) : undefined),
  };
  for (const size of settings.memorySizes) {
    const row = { size, residentMb: {} };
    for (const [name, start] of Object.entries(starters)) {
      say(`memory of ${name} at ${size} instances`);
      const party = await start();
      if (party === undefined) continue;
      try {
        row.residentMb[name] = await measureParty(party, size);
      } finally {
        await party.stop();
      }
    }
    rows.push(row);
  }
  return rows;
}

async function measureParty(party, size) {
  await fill(party, size);
  for (const request of READS) {
    const { status } = await party.call(request);
    if (status !== 200) throw new Error(`${party.name} answers ${status} to a read`);
  }
  await pause(SETTLE_MS);
  return party.residentMb();
}
