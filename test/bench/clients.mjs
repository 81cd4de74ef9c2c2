import { setTimeout as pause } from 'node:timers/promises';
import { Unavailable } from '../interop/harness/unavailable.mjs';
import { until } from '../interop/harness/until.mjs';
import { requireLibraries } from '../interop/parties/nest-client.mjs';
import { cpuMsOf, peakMbOf, residentMbOf } from './figures/process-figures.mjs';
import { spread } from './figures/spread.mjs';
import { ChangeStream } from './load/change-stream.mjs';
import { fill } from './operations.mjs';
import { DELTA_RETENTION_MS } from './parties/commands.mjs';
import { clientStarters } from './parties/start-clients.mjs';
import { startOurs } from './parties/start-parties.mjs';

const FETCH_INTERVAL_MS = 5000;
const CHANGES_PER_SECOND = 1;
/** Until the first document is forgotten and Java has compiled what it uses. */
const SETTLE_CYCLES = 4;
const SAMPLE_MS = 1000;

/** What following a registry costs an application: every client in a process of its own, one after the other. */
export async function measureClients(settings, say) {
  await requireLibraries();
  const rows = [];
  for (const size of settings.clientSizes) {
    const registry = await startOurs(settings.oursMain);
    try {
      await fill(registry, size);
      await pause(DELTA_RETENTION_MS);
      for (const { name, start } of clientStarters) {
        if (name === 'Java' && !settings.withJava) continue;
        say(`client ${name} at ${size} instances`);
        const client = await startIfHad(() => start(registry, FETCH_INTERVAL_MS), say);
        if (client) rows.push({ name, size, ...(await measureClient(client, registry, size, settings)) });
      }
    } finally {
      await registry.stop();
    }
  }
  return rows;
}

async function startIfHad(start, say) {
  try {
    return await start();
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    say(`left out: ${error.message}`);
    return undefined;
  }
}

async function measureClient(client, registry, size, { clientCycles }) {
  const changes = size > 0 ? await ChangeStream.start(registry.port, size, CHANGES_PER_SECOND) : undefined;
  let figures;
  let failure;
  try {
    figures = await measureCycles(client, size, clientCycles);
  } finally {
    await client.stop();
    failure = changes?.stop();
  }
  if (failure !== undefined) throw failure;
  return figures;
}

async function measureCycles(client, size, cycles) {
  await until(`${size} instances held`, async () => (await client.held()) >= size, { withinMs: 60_000, everyMs: 200 });
  const stallAtStartMs = await client.stallMs?.();
  await pause(SETTLE_CYCLES * FETCH_INTERVAL_MS);
  const before = cpuMsOf(client.pid);
  const residentMb = await sampledResident(client.pid, cycles * FETCH_INTERVAL_MS);
  const cpuMsPerCycle = (cpuMsOf(client.pid) - before) / cycles;
  const stallMs = client.stallMs && (await longestStall(client, cycles * FETCH_INTERVAL_MS));
  return { residentMb, peakMb: peakMbOf(client.pid), cpuMsPerCycle, stallAtStartMs, stallMs };
}

/** In a time of its own: the watch would count as the client's CPU time. */
async function longestStall(client, forMs) {
  await client.watchStalls();
  await pause(forMs);
  return client.stallMs();
}

/** The median over a time. */
async function sampledResident(pid, forMs) {
  const samples = [];
  for (let elapsedMs = 0; elapsedMs < forMs; elapsedMs += SAMPLE_MS) {
    await pause(SAMPLE_MS);
    samples.push(residentMbOf(pid));
  }
  return spread(samples).median;
}
