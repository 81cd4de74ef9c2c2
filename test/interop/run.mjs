import { parseArgs } from 'node:util';
import { killAllChildren } from './harness/child.mjs';
import { Report } from './harness/report.mjs';
import { runSuite } from './harness/suite-run.mjs';
import { suites } from './suites/suites.mjs';
import { Deliberate } from './wire/deliberate.mjs';

const { values: settings } = parseArgs({
  options: {
    all: { type: 'boolean', default: false },
    only: { type: 'string' },
    subject: { type: 'string', default: 'ours' },
    seed: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => void killAllChildren().finally(() => process.exit(130)));
}

const wanted = settings.only?.split(',');
const isWanted = ({ name }) => wanted === undefined || wanted.includes(name);
const chosen = suites.map((each) => [each].flat().filter(isWanted));
if (chosen.flat().length === 0) {
  const names = suites.flat().map(({ name }) => name);
  console.error(`no suite of that name; there are: ${names.join(', ')}`);
  process.exit(2);
}

// Java against Java has no deliberate difference
settings.deliberate = settings.subject === 'java' ? new Deliberate([]) : new Deliberate();
const report = new Report({ verbose: settings.verbose });
for (const together of chosen) await Promise.all(together.map((suite) => runInOnePiece(suite, together.length > 1)));
await killAllChildren();
console.log(`\n${report.closingLine()}`);
process.exitCode = report.failed === 0 ? 0 : 1;

/** What one of several suites says is held back until it has ended. */
async function runInOnePiece(suite, isBesideOthers) {
  const lines = [];
  const own = new Report({
    verbose: settings.verbose,
    out: isBesideOthers ? (line) => lines.push(line) : console.log,
  });
  await runSuite(suite, own, settings);
  if (lines.length > 0) console.log(lines.join('\n'));
  for (const outcome of ['passed', 'failed', 'skipped']) report[outcome] += own[outcome];
}
