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
const chosen = suites.filter(({ name }) => wanted === undefined || wanted.includes(name));
if (chosen.length === 0) {
  console.error(`no suite of that name; there are: ${suites.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

// Java against Java has no deliberate difference
settings.deliberate = settings.subject === 'java' ? new Deliberate([]) : new Deliberate();
const report = new Report({ verbose: settings.verbose });
for (const suite of chosen) await runSuite(suite, report, settings);
await killAllChildren();
console.log(`\n${report.closingLine()}`);
process.exitCode = report.failed === 0 ? 0 : 1;
