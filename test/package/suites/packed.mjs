import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { repositoryDirectory } from '../../interop/harness/paths.mjs';
import { mustRun } from '../must-run.mjs';

const ATTW = join(repositoryDirectory, 'node_modules/@arethetypeswrong/cli/dist/index.js');
const UNWANTED = /\.spec\.|\/core\/(?:.*\/)?testing\/|\.tsbuildinfo$|spec-support|fixtures|captures/;
const IMPORT = /(?:\bfrom |\bimport\(|\brequire\(|^import )['"]([^.'"][^'"]*)['"]/gm;

export const suite = {
  name: 'packed',
  title: 'what the tarballs hold',
  async run(run) {
    const { packages } = run.settings;
    for (const pack of packages) {
      const { name } = pack;
      await run.case(`${name} ships readme, licence and both formats, and nothing of its tests`, () =>
        holdsWhatItShould(pack),
      );
      await run.case(`${name} ships the source of each of its maps`, () => mapsEndInside(pack));
      await run.case(`${name} declares what it imports`, () => declaresImports(pack));
      await run.case(`${name} names no folder of the machine that built it`, () => namesNoMachine(pack));
      await run.case(`${name} passes publint, suggestions included`, () => passesPublint(pack));
      // strict, so moduleResolution node10 as well, which the older Nest templates still use
      await run.case(`${name} passes attw in its strict profile`, () =>
        mustRun(process.execPath, [ATTW, pack.tarball, '--profile', 'strict', '--format', 'ascii', '--no-color']),
      );
    }
  },
};

function text(pack, file) {
  return readFileSync(join(pack.directory, file), 'utf8');
}

function holdsWhatItShould(pack) {
  for (const file of ['README.md', 'LICENSE', 'dist/esm/index.js', 'dist/cjs/index.js', 'dist/cjs/package.json']) {
    assert.ok(pack.files.includes(file), `${file} is missing`);
  }
  assert.deepEqual(
    pack.files.filter((file) => UNWANTED.test(file)),
    [],
  );
  assert.equal(text(pack, 'LICENSE'), readFileSync(join(repositoryDirectory, 'LICENSE'), 'utf8'));
  const built = (format) =>
    pack.files.filter((file) => file.startsWith(`dist/${format}/`)).map((file) => file.slice(9));
  assert.deepEqual(
    built('cjs').filter((file) => file !== 'package.json'),
    built('esm'),
  );
}

function mapsEndInside(pack) {
  const maps = pack.files.filter((file) => file.endsWith('.map'));
  assert.ok(maps.length > 0);
  for (const map of maps) {
    for (const source of JSON.parse(text(pack, map)).sources) {
      const path = join(dirname(map), source);
      assert.ok(pack.files.includes(path), `${map} leads to ${path}`);
    }
  }
}

function declaresImports(pack) {
  const { dependencies = {}, peerDependencies = {} } = pack.manifest;
  // a package may name itself
  const declared = new Set([pack.name, ...Object.keys({ ...dependencies, ...peerDependencies })]);
  const used = new Set();
  for (const file of pack.files.filter((path) => /^dist\/.*(?:\.js|\.d\.ts)$/.test(path))) {
    for (const [, specifier] of text(pack, file).matchAll(IMPORT)) used.add(packageOf(specifier));
  }
  const foreign = [...used].filter((name) => !name.startsWith('node:') && !builtinModules.includes(name));
  assert.deepEqual(
    foreign.filter((name) => !declared.has(name)),
    [],
  );
}

function packageOf(specifier) {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function namesNoMachine(pack) {
  for (const file of pack.files) assert.ok(!text(pack, file).includes(repositoryDirectory), file);
}

async function passesPublint(pack) {
  const bytes = readFileSync(pack.tarball);
  const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const { messages, pkg } = await publint({ pack: { tarball }, level: 'suggestion', strict: true });
  assert.deepEqual(
    messages.map((message) => formatMessage(message, pkg, { color: false })),
    [],
  );
}
