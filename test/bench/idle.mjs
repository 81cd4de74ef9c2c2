import { setTimeout as pause } from 'node:timers/promises';
import { forEachInstance, heartbeatRequest } from './load/eureka-requests.mjs';
import { Connection } from './load/connection.mjs';
import { sendLoad } from './load/load.mjs';
import { fill } from './operations.mjs';
import { startBare, startOurs } from './parties/start-parties.mjs';

const INSTANCES = 10_000;
const OPENED_AT_ONCE = 50;
const SETTLE_MS = 2000;

/** What connections at rest cost: memory of each, and what they make of a heartbeat on another one. */
export async function measureIdle(settings, say) {
  const rows = [];
  for (const start of [() => startOurs(settings.oursMain), startBare]) {
    const party = await start();
    say(`${settings.idleConnections} idle connections, ${party.name}`);
    try {
      await fill(party, INSTANCES);
      rows.push({ party: party.name, connections: settings.idleConnections, ...(await measure(party, settings)) });
    } finally {
      await party.stop();
    }
  }
  return rows;
}

async function measure(party, { idleConnections, roundMs, rounds }) {
  const requests = forEachInstance(INSTANCES, heartbeatRequest);
  const heartbeats = async () => {
    const figures = [];
    for (let round = 0; round < rounds; round++) figures.push(await cpuPerHeartbeat(party, requests, roundMs));
    return figures;
  };
  await cpuPerHeartbeat(party, requests, roundMs);
  const cpuUsBefore = await heartbeats();
  const residentBefore = party.residentMb();
  const idle = [];
  try {
    while (idle.length < idleConnections) {
      const opened = await Promise.all(Array.from({ length: OPENED_AT_ONCE }, () => Connection.open(party.port)));
      // each has been used, as a client's is
      await Promise.all(opened.map((connection, index) => connection.call(requests[index])));
      idle.push(...opened);
    }
    await pause(SETTLE_MS);
    const kilobytesEach = ((party.residentMb() - residentBefore) * 1024) / idle.length;
    return { kilobytesEach, cpuUsBefore, cpuUsBeside: await heartbeats() };
  } finally {
    for (const connection of idle) connection.close();
  }
}

async function cpuPerHeartbeat(party, requests, forMs) {
  const before = party.cpuMs();
  const { operations } = await sendLoad({ port: party.port, requests, expected: 200, connections: 16 }, { forMs });
  return ((party.cpuMs() - before) * 1000) / operations;
}
