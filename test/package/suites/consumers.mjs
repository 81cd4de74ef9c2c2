import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Unavailable } from '../../interop/harness/unavailable.mjs';
import { consumers } from '../consumers.mjs';
import { installConsumer, installedVersions } from '../install-consumer.mjs';
import { mustRun } from '../must-run.mjs';
import { releases, runtimeOf } from '../runtimes.mjs';

const WITHIN_MS = 120_000;
/** An application that has closed has to end by itself within this. */
const RUN_WITHIN_MS = 30_000;

export const consumerSuites = consumers.map((consumer) => ({
  name: consumer.name,
  title: consumer.title,
  run: (run) => runConsumer(run, consumer),
}));

async function runConsumer(run, consumer) {
  let folder;
  const isInstalled = await run.case('npm installs it without force', async () => {
    folder = await installConsumer(consumer, run.settings);
  });
  if (!isInstalled) return;
  run.report.note(installedVersions(folder));
  for (const variant of consumer.variants) {
    const cwd = join(folder, variant.name);
    const compiles = await run.case(`${variant.title}: compiles`, () =>
      mustRun(process.execPath, [join(folder, 'node_modules/typescript/bin/tsc'), '-p', cwd], {
        cwd,
        withinMs: WITHIN_MS,
      }),
    );
    if (!compiles) continue;
    for (const release of releases(run.settings.all)) await runOn(run, await runtimeOf(release), variant, cwd);
    if (variant.jest !== undefined)
      await run.case(`${variant.title}: its own jest`, () => runJest(folder, cwd, variant.jest));
  }
}

async function runOn(run, runtime, variant, cwd) {
  if (runtime.missing !== undefined) {
    await run.case(variant.title, () => Promise.reject(new Unavailable(runtime.missing)));
    return;
  }
  const { path, version } = runtime;
  for (const flags of variant.flags ?? [[]]) {
    for (const platform of ['express', 'fastify']) {
      for (const style of ['forRoot', 'forRootAsync']) {
        const name = [variant.title, version, ...flags, platform, style].join(', ');
        await run.case(name, () => goesTheJourney(path, flags, cwd, platform, style));
      }
    }
  }
  await run.case(`${variant.title}, ${version}: import and require give one copy`, async () => {
    const output = await mustRun(path, ['src/one-copy.mjs'], { cwd, withinMs: RUN_WITHIN_MS });
    assert.equal(output, 'one copy of everything');
  });
}

/** The output has to be the application's own last line alone: no warning, neither of Node nor of Nest. */
async function goesTheJourney(node, flags, cwd, platform, style) {
  const output = await mustRun(node, [...flags, 'dist/main.js', platform, style], { cwd, withinMs: RUN_WITHIN_MS });
  assert.equal(output, `${platform}, ${style}: the whole journey`);
}

async function runJest(folder, cwd, flags) {
  const jest = join(folder, 'node_modules/jest/bin/jest.js');
  const output = await mustRun(process.execPath, [...flags, jest, '--ci', '--colors=false'], {
    cwd,
    withinMs: WITHIN_MS,
  });
  assert.match(output, /Tests: +3 passed, 3 total/);
  assert.doesNotMatch(output, /did not exit|open handle|force exited/i);
}
