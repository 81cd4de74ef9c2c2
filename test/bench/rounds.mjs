import { setTimeout as pause } from 'node:timers/promises';
import { sendLoad } from './load/load.mjs';
import { ChangeStream } from './load/change-stream.mjs';
import { DELTA_RETENTION_MS } from './parties/commands.mjs';

/**
 * Measures one scenario: warms every party up, then takes turns, so that what the machine does meanwhile falls on all.
 * @returns {Promise<Record<string, {cpuUs: number[], perSecond: number[]}>>} by party, one figure per round:
 *   server CPU per operation in µs, operations per second
 */
export async function measureScenario(scenario, size, parties, settings) {
  const requests = scenario.requests(size);
  const target = (party) => ({
    port: party.port,
    requests,
    expected: scenario.expected,
    connections: scenario.connections ?? settings.connections,
  });
  const changes = await startChanges(scenario, size, parties);
  let failures;
  const figures = Object.fromEntries(parties.map(({ name }) => [name, { cpuUs: [], perSecond: [] }]));
  try {
    if (changes.length > 0) await pause(DELTA_RETENTION_MS);
    await giveBareItsAnswer(requests, parties);
    for (const party of parties) await sendLoad(target(party), { forMs: warmUpMs(party, settings) });
    for (let round = 0; round < settings.rounds; round++) {
      for (const party of inTurn(parties, round)) {
        const { cpuUs, perSecond } = await measureRound(party, target(party), settings.roundMs);
        figures[party.name].cpuUs.push(cpuUs);
        figures[party.name].perSecond.push(perSecond);
      }
    }
  } finally {
    failures = changes.map((change) => change.stop()).filter((failure) => failure !== undefined);
  }
  if (failures.length > 0) throw failures[0];
  return figures;
}

async function measureRound(party, target, roundMs) {
  const before = party.cpuMs();
  const { operations, elapsedMs } = await sendLoad(target, { forMs: roundMs });
  const cpuMs = party.cpuMs() - before;
  return { cpuUs: (cpuMs * 1000) / operations, perSecond: (operations * 1000) / elapsedMs };
}

/** Java's compilers take their time. */
function warmUpMs(party, settings) {
  return party.name === 'java' ? 4 * settings.warmUpMs : settings.warmUpMs;
}

/** Every round begins with another party: none always runs behind the same one. */
function inTurn(parties, round) {
  const first = round % parties.length;
  return [...parties.slice(first), ...parties.slice(0, first)];
}

function startChanges({ changesPerSecond }, size, parties) {
  if (changesPerSecond === undefined) return [];
  return Promise.all(parties.map((party) => ChangeStream.start(party.port, size, changesPerSecond)));
}

/** A read is answered by the bare server with exactly what ours answers. */
async function giveBareItsAnswer([request], parties) {
  if (!request.toString('latin1', 0, 4).startsWith('GET ')) return;
  const ours = parties.find(({ name }) => name === 'ours');
  const bare = parties.find(({ name }) => name === 'bare');
  await bare.answerWith(await ours.call(request));
}
