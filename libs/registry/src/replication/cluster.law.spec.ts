import { describe, expect, it } from '@jest/globals';
import { appsHashCode } from '@nest-eureka/protocol';
import { RandomSchedule } from '../../spec-support/cluster/random-schedule.js';
import { NODE_PROTOCOL } from './node-identity.js';
import { randomNumbers } from '../../spec-support/cluster/random-numbers.js';

/** More of them with CLUSTER_SCHEDULES=5000. */
const SCHEDULES = Number(process.env['CLUSTER_SCHEDULES'] ?? 15);
const FIRST = Number(process.env['CLUSTER_FIRST'] ?? 1);
/** One node of three, or of two, knows no batches of our own. */
const OLDER = [NODE_PROTOCOL.batches];
/** Two comparisons, of which each looks twice, and as long as a peer may take to be found again. */
const HEALED_MS = 30_000;
/** Until each client has beaten once more: who was cancelled by somebody else is back then. */
const BEATEN_MS = 10_000;
/** Until the last lease of those that fell silent is over, wherever it was taken over from. */
const LEASES_OVER_MS = 150_000;

/** Says what is wrong after one schedule; undefined when nothing is. */
async function fault(seed: number): Promise<string | undefined> {
  const random = randomNumbers(seed);
  const schedule = new RandomSchedule(2 + (seed % 2), random, seed % 4 === 3 ? OLDER : []);
  await schedule.start();
  await schedule.happen(25);
  await schedule.heal();
  await schedule.run(HEALED_MS);
  const faults: string[] = [];
  const [first, ...others] = schedule.contents();
  if (others.some((content) => String(content) !== String(first))) {
    faults.push(`contents differ: ${JSON.stringify(schedule.ids())} ${schedule.contents().join('\n\n')}`);
  }
  const forgotten = schedule.forgotten();
  if (forgotten.length > 0) faults.push(`the last word is not known everywhere: ${forgotten.join()}`);
  await schedule.run(BEATEN_MS);
  for (const ids of schedule.ids()) {
    const missing = schedule.running().filter((id) => !ids.includes(id));
    if (missing.length > 0) faults.push(`running but not listed: ${missing.join()}`);
  }
  await schedule.run(LEASES_OVER_MS);
  for (const ids of schedule.ids()) {
    if (String(ids) !== String(schedule.running()))
      faults.push(`in the end ${ids.join()} in place of ${schedule.running().join()}`);
  }
  const hashes = new Set(schedule.cluster.nodes.map(({ core }) => appsHashCode(core.store.statusCounts())));
  if (hashes.size > 1) faults.push(`hashes differ: ${[...hashes].join()}`);
  faults.push(...schedule.cluster.errors.map(String));
  schedule.cluster.killAll();
  return faults.length === 0 ? undefined : `seed ${seed}:\n${faults.join('\n')}\n${schedule.log.join('\n')}`;
}

describe('a cluster to which anything happens', () => {
  it(
    'holds the same on all nodes once it has healed: everybody who runs, and nobody else',
    async () => {
      const faults: string[] = [];
      for (let seed = FIRST; seed < FIRST + SCHEDULES; seed++) {
        const found = await fault(seed);
        if (found !== undefined) faults.push(found);
      }
      expect(faults).toEqual([]);
    },
    300_000 + SCHEDULES * 3_000,
  );
});
