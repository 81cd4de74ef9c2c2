// Before `npm start`: builds what the server runs, and only when a source is newer than the last such build.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(root, 'dist/.server-built');

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function run(...script) {
  const { status } = spawnSync(process.execPath, script, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

const libs = readdirSync(join(root, 'libs')).map((lib) => join(root, 'libs', lib));
const inputs = [
  join(root, 'src'),
  join(root, 'tools/bundle-server.mjs'),
  join(root, 'package.json'),
  join(root, 'tsconfig.base.json'),
  ...libs.flatMap((lib) => [join(lib, 'src'), join(lib, 'package.json')]),
];
const isBuilt = existsSync(stamp) && existsSync(join(root, 'dist/main.js'));
const isFresh = isBuilt && Math.max(...inputs.filter(existsSync).map(newest)) <= statSync(stamp).mtimeMs;

if (!isFresh) {
  process.stdout.write('building the server …\n');
  run(join(root, 'node_modules/typescript/bin/tsc'), '-b', join(root, 'src'));
  run(join(root, 'tools/bundle-server.mjs'));
}
