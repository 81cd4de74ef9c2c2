import { randomOperation, stateReads } from '../cases/random-operations.mjs';
import { SeededRandom } from '../cases/seeded-random.mjs';
import { startReferenceAndSubjects } from '../parties/side-by-side.mjs';
import { differenceText } from '../wire/difference-text.mjs';

const STEPS = 300;
const SHORT_SEEDS = [1];
const LONG_RUNS = 30;
const HISTORY = 12;

/** Random sequences: many seeds in the long form, `--seed=N` repeats one. */
export const suite = {
  name: 'random-operations',
  title: `${STEPS} random operations per seed on both sides, state compared after each`,
  async run(run) {
    const differ = await startReferenceAndSubjects(run);
    const seeds = seedsOf(run.settings);
    run.report.note(`seeds: ${seeds.join(', ')} (repeat one with --only=random-operations --seed=N)`);
    for (const seed of seeds) {
      await differ.reset();
      await run.case(`seed ${seed}: ${STEPS} operations leave the same state`, () => runSeed(run, differ, seed));
    }
  },
};

function seedsOf({ seed, all }) {
  if (seed !== undefined) return [Number(seed)];
  if (!all) return SHORT_SEEDS;
  const first = Math.floor(Math.random() * 1_000_000);
  return [...SHORT_SEEDS, ...Array.from({ length: LONG_RUNS }, (_, index) => first + index)];
}

async function runSeed(run, differ, seed) {
  const random = new SeededRandom(seed);
  const { deliberate } = run.settings;
  const history = [];
  for (let step = 1; step <= STEPS; step++) {
    const operation = randomOperation(random);
    history.push(`${operation.method} ${operation.path}${operation.body === undefined ? '' : ` ${operation.body}`}`);
    for (const request of [operation, ...stateReads(random)]) await same(differ, deliberate, request, step, history);
  }
}

async function same(differ, deliberate, request, step, history) {
  for (const result of await differ.send(request)) {
    const unexpected = deliberate.unexpected(`random operations: ${request.name}`, request, result);
    if (unexpected.length === 0) continue;
    const text = differenceText(request, result.java, result.ours, unexpected);
    const before = history.slice(-HISTORY).join('\n');
    throw Object.assign(new Error(`[${result.label}] step ${step} differs\n${text}\nlast operations:\n${before}`), {
      expected: true,
    });
  }
}
