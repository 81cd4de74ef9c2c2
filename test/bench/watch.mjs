import { setTimeout as pause } from 'node:timers/promises';
import { httpRequest } from './load/http-request.mjs';
import { StreamReader } from './load/stream-reader.mjs';
import { nameOf } from './instances.mjs';
import { fill } from './operations.mjs';
import { startOurs } from './parties/start-parties.mjs';

const INSTANCES = 1000;
const OPENED_AT_ONCE = 50;
const SETTLE_MS = 2000;
/** Longer than any fan-out seen, so that each round is one. */
const BETWEEN_MS = 1000;
const GIVE_UP_MS = 20_000;

/** What subscribers of the change stream cost: memory of each, and the way of one change to all of them. */
export async function measureWatch(settings, say) {
  const party = await startOurs(settings.oursMain);
  const readers = [];
  try {
    await fill(party, INSTANCES);
    const rows = [];
    let residentBefore;
    for (const subscribers of settings.watchSizes) {
      say(`${subscribers} subscribers of the change stream`);
      await pause(SETTLE_MS);
      residentBefore ??= party.residentMb();
      while (readers.length < subscribers) {
        readers.push(
          ...(await Promise.all(Array.from({ length: OPENED_AT_ONCE }, () => StreamReader.open(party.port)))),
        );
      }
      await pause(SETTLE_MS);
      const kilobytesEach = ((party.residentMb() - residentBefore) * 1024) / readers.length;
      const rounds = [];
      // each instance changes once: a status that is there already is told to nobody
      const first = rows.length * settings.watchRounds;
      for (let round = 0; round < settings.watchRounds; round++)
        rounds.push(await fanOut(party, readers, first + round));
      rows.push({ subscribers: readers.length, kilobytesEach, rounds });
    }
    return rows;
  } finally {
    for (const reader of readers) reader.close();
    await party.stop();
  }
}

/** One change, until the first and until the last subscriber has it, and what it costs the server. */
async function fanOut(party, readers, index) {
  const { app, id } = nameOf(index);
  const cpuBefore = party.cpuMs();
  const all = arrivals(readers);
  const from = performance.now();
  await party.call(httpRequest('PUT', `/eureka/apps/${app}/${id}/status?value=OUT_OF_SERVICE`));
  const times = await all;
  await pause(BETWEEN_MS);
  return {
    firstMs: Math.min(...times) - from,
    lastMs: times.reduce((latest, at) => Math.max(latest, at), 0) - from,
    cpuMs: party.cpuMs() - cpuBefore,
  };
}

function arrivals(readers) {
  const times = readers.map((reader) => new Promise((resolve) => (reader.onEvent = (at) => resolve(at))));
  const late = pause(GIVE_UP_MS, undefined, { ref: false }).then(() => {
    throw new Error(`not every subscriber had the change within ${GIVE_UP_MS} ms`);
  });
  return Promise.race([Promise.all(times), late]);
}
