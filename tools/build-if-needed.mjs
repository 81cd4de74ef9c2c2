// Before `npm start`: builds what the server runs, and only when something that it is made of has changed since the last build began.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(root, 'dist/.server-built');
const startedAt = new Date();

/** When something at a path last changed; a folder changes when something in it comes or goes. */
function changedAt(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))));
}

function run(...script) {
  const { status } = spawnSync(process.execPath, script, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

const inputs = [
  'src',
  'tools/bundle-server.mjs',
  'package.json',
  'tsconfig.base.json',
  'node_modules/.package-lock.json',
  ...readdirSync(join(root, 'libs')).flatMap((lib) =>
    ['src', 'package.json', 'tsconfig.json', 'tsconfig.cjs.json'].map((input) => join('libs', lib, input)),
  ),
].map((input) => join(root, input));

const isBuilt = [stamp, join(root, 'dist/main.js'), join(root, 'dist/cli.js')].every(existsSync);
const lastChangeAt = Math.max(statSync(join(root, 'libs')).mtimeMs, ...inputs.filter(existsSync).map(changedAt));

if (!isBuilt || lastChangeAt >= statSync(stamp).mtimeMs) {
  process.stdout.write('building the server …\n');
  run(join(root, 'node_modules/typescript/bin/tsc'), '-b', join(root, 'src'));
  run(join(root, 'tools/bundle-server.mjs'));
  // as of the start: what was changed meanwhile may not be in it
  writeFileSync(stamp, '');
  utimesSync(stamp, startedAt, startedAt);
}
