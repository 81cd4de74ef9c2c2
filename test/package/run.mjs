// Packs the libraries, installs them into applications as users write them, and runs those. `-- --help` names the options.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Report } from '../interop/harness/report.mjs';
import { runSuite } from '../interop/harness/suite-run.mjs';
import { packLibraries } from './pack-libraries.mjs';
import { consumerSuites } from './suites/consumers.mjs';
import { suite as packed } from './suites/packed.mjs';
import { suite as server } from './suites/server.mjs';

const { values: settings } = parseArgs({
  options: {
    all: { type: 'boolean', default: false },
    only: { type: 'string' },
    keep: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: true },
    help: { type: 'boolean', default: false },
  },
});

const suites = [packed, server, ...consumerSuites];
const names = suites.map(({ name }) => name);
const wanted = settings.only?.split(',') ?? names;

if (settings.help || wanted.some((name) => !names.includes(name))) {
  console.log(`--all                 on Node 22, 24 and 26 as well
--only=a,b            some of: ${names.join(', ')}
--keep                leaves the applications where they were installed`);
  process.exit(settings.help ? 0 : 2);
}

// outside of the repository, so that nothing missing is found in its node_modules
const workspace = mkdtempSync(join(tmpdir(), 'nest-eureka-package-'));
process.once('exit', () => {
  if (settings.keep) console.log(`kept: ${workspace}`);
  else rmSync(workspace, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));

const report = new Report({ verbose: settings.verbose });
try {
  const packages = await packLibraries(workspace);
  for (const suite of suites.filter(({ name }) => wanted.includes(name))) {
    await runSuite(suite, report, { ...settings, workspace, packages });
  }
} catch (error) {
  report.fail('build and pack', error.message);
}
console.log(`\n${report.closingLine()}`);
process.exitCode = report.failed === 0 ? 0 : 1;
