import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { killAllChildren } from '../interop/harness/child.mjs';
import { requireOurBuild } from '../interop/parties/our-server.mjs';
import { callingTables, rollingTable } from './figures/calling-tables.mjs';
import { clusterTables, stoppedPeerTable } from './figures/cluster-tables.mjs';
import {
  clientsTable,
  idleTable,
  memoryTable,
  operationsTable,
  ratesTable,
  soakTable,
  startsTable,
} from './figures/result-tables.mjs';
import { killedTable, pollingTable, propagationTable, watchTable } from './figures/watch-tables.mjs';
import { measureCalling } from './calling.mjs';
import { measureClients } from './clients.mjs';
import { measurePropagation } from './propagation.mjs';
import { measureWatch } from './watch.mjs';
import { measureCluster } from './cluster.mjs';
import { measureStoppedPeer } from './cluster/stopped-peer.mjs';
import { measureIdle } from './idle.mjs';
import { measureKilled } from './killed.mjs';
import { measureMemory } from './memory.mjs';
import { measurePolling } from './polling.mjs';
import { measureOperations } from './operations.mjs';
import { rateScenarios } from './rate-scenarios.mjs';
import { measureRates } from './rates.mjs';
import { measureRolling } from './rolling.mjs';
import { scenarios } from './scenarios.mjs';
import { readSettings } from './settings.mjs';
import { measureSoak } from './soak.mjs';
import { measureStarts } from './start-up.mjs';

/** Everything there is to measure, in order; `--only` picks by these names and by those of the scenarios. A long one runs only so. */
const parts = [
  { name: 'start', measure: measureStarts, show: startsTable },
  { name: 'memory', measure: measureMemory, show: memoryTable },
  { name: 'idle', measure: measureIdle, show: idleTable },
  { name: 'soak', measure: measureSoak, show: soakTable, isLong: true },
  { name: 'client', measure: measureClients, show: clientsTable },
  { name: 'watch', measure: measureWatch, show: watchTable },
  { name: 'propagation', measure: measurePropagation, show: propagationTable },
  { name: 'cluster', measure: measureCluster, show: clusterTables },
  { name: 'stopped-peer', measure: measureStoppedPeer, show: stoppedPeerTable, isLong: true },
  { name: 'calling', measure: measureCalling, show: callingTables },
  { name: 'rolling', measure: measureRolling, show: rollingTable, isLong: true },
  { name: 'killed', measure: measureKilled, show: killedTable, isLong: true },
  { name: 'polling', measure: measurePolling, show: pollingTable, isLong: true },
  { name: 'operations', measure: measureOperations, show: operationsTable, scenarios },
  { name: 'rates', measure: measureRates, show: ratesTable, scenarios: rateScenarios },
];

const settings = readSettings();
const say = (line) => process.stderr.write(`${line}\n`);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => void killAllChildren().finally(() => process.exit(130)));
}

const names = new Set(parts.flatMap(({ name, scenarios: own = [] }) => [name, ...own.map((one) => one.name)]));
const unknown = settings.only?.filter((name) => !names.has(name)) ?? [];
if (unknown.length > 0) {
  say(`nothing to measure is called ${unknown.join(', ')}; there are: ${[...names].join(', ')}`);
  process.exit(2);
}

if (settings.oursMain === undefined) await requireOurBuild();
const results = { at: new Date().toISOString(), node: process.version, machine: machine(), settings };
console.log(`${results.machine}, Node ${results.node}, load ${load()} at the start`);
try {
  for (const part of parts.filter(isWanted)) {
    const only = settings.only?.includes('operations') ? undefined : settings.only;
    results[part.name] = await part.measure({ ...settings, only }, say);
    console.log(`\n${part.show(results[part.name]).join('\n')}`);
  }
} finally {
  await killAllChildren();
}
console.log(`\nload ${load()} at the end`);
if (settings.jsonFile !== undefined) writeFileSync(settings.jsonFile, `${JSON.stringify(results, null, 2)}\n`);

function isWanted({ name, scenarios: own = [], isLong = false }) {
  return (
    (settings.only === undefined && !isLong) ||
    [name, ...own.map((one) => one.name)].some((one) => settings.only?.includes(one))
  );
}

function machine() {
  const all = cpus();
  return `${all.length} × ${all[0]?.model.trim() ?? 'unknown CPU'}`;
}

function load() {
  return loadavg()
    .map((value) => value.toFixed(1))
    .join(' ');
}
