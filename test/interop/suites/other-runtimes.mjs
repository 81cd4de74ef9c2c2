import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { command } from '../harness/command.mjs';
import { repositoryDirectory } from '../harness/paths.mjs';
import { Unavailable } from '../harness/unavailable.mjs';
import { Neighbour } from '../parties/neighbour.mjs';
import { nodeRuntime } from '../parties/node-runtime.mjs';
import { requireOurBuild, startOurServer } from '../parties/our-server.mjs';
import { RegistryView } from '../parties/registry-view.mjs';

const MAJORS = [20, 22, 24, 26];
const APP = 'RUNTIME';

export const suite = {
  name: 'other-runtimes',
  title: `the built server and the built libraries run on Node ${MAJORS.join(', ')}`,
  async run(run) {
    if (run.settings.subject !== 'ours') throw new Unavailable('only our server runs on Node');
    await requireOurBuild();
    for (const major of MAJORS) {
      await run.case(`Node ${major}: the server serves and stops cleanly`, async () =>
        serves(await nodeRuntime(major)),
      );
      await run.case(`Node ${major}: every library loads, as ESM and as CommonJS`, async () =>
        loads(await nodeRuntime(major)),
      );
    }
  },
};

async function serves({ binary }) {
  const server = await startOurServer({ node: binary });
  try {
    const registry = new RegistryView(server.url);
    const neighbour = new Neighbour(registry, APP);
    await neighbour.register('first', { grüße: 'ü' });
    await neighbour.register('second', {});
    strictEqual(await registry.hash(), 'UP_2_');
    strictEqual((await registry.call('PUT', `/eureka/apps/${APP}/${neighbour.id('first')}?status=UP`)).status, 200);
    deepStrictEqual((await registry.instance(APP, neighbour.id('first'))).metadata, { grüße: 'ü' });
    const delta = await (await registry.call('GET', '/eureka/apps/delta')).text();
    strictEqual(delta.match(/<actionType>ADDED<\/actionType>/g).length, 2);
    await neighbour.leave();
    strictEqual(await registry.hash(), '');
    strictEqual((await fetch(`${server.url}/actuator/health`)).status, 200);
    deepStrictEqual(await server.stop(), { code: 0, signal: null });
  } finally {
    await server.kill();
  }
}

async function loads({ binary }) {
  for (const name of builtLibraries()) {
    const asModule = `import('${name}').then((lib) => process.exit(Object.keys(lib).length > 0 ? 0 : 1))`;
    const asCommonJs = `process.exit(Object.keys(require('${name}')).length > 0 ? 0 : 1)`;
    for (const script of [asModule, asCommonJs]) {
      const { code, output } = await command(binary, ['-e', script], { cwd: repositoryDirectory });
      strictEqual(code, 0, `${script}: ${output}`);
    }
  }
}

function builtLibraries() {
  const libs = join(repositoryDirectory, 'libs');
  return readdirSync(libs)
    .filter((name) => existsSync(join(libs, name, 'dist')))
    .map((name) => JSON.parse(readFileSync(join(libs, name, 'package.json'), 'utf8')).name);
}
