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
  // whoever builds within a test has another NODE_ENV, by which React would be the one for developers
  const env = { ...process.env, NODE_ENV: 'production' };
  const { status } = spawnSync(process.execPath, script, { stdio: 'inherit', env });
  if (status !== 0) process.exit(status ?? 1);
}

const web = ['web', 'vite.config.mjs', 'package.json'].map((input) => join(root, 'libs/dashboard', input));

const inputs = [
  'src',
  'libs/dashboard/web',
  'libs/dashboard/vite.config.mjs',
  'tools',
  'package.json',
  'node_modules/.package-lock.json',
  ...readdirSync(join(root, 'libs')).flatMap((lib) => ['src', 'package.json'].map((input) => join('libs', lib, input))),
].map((input) => join(root, input));

/** What a browser loads, when something of it has changed; without Vite the page stays as it is without scripts. */
function buildDashboard() {
  const manifest = join(root, 'libs/dashboard/dist/web/.vite/manifest.json');
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  if (!existsSync(vite)) return;
  if (existsSync(manifest) && Math.max(...web.map(changedAt)) < statSync(manifest).mtimeMs) return;
  run(vite, 'build', '--config', join(root, 'libs/dashboard/vite.config.mjs'), '--logLevel', 'warn');
}

const isBuilt = [stamp, join(root, 'dist/main.js'), join(root, 'dist/cli.js')].every(existsSync);
const lastChangeAt = Math.max(statSync(join(root, 'libs')).mtimeMs, ...inputs.filter(existsSync).map(changedAt));

if (!isBuilt || lastChangeAt >= statSync(stamp).mtimeMs) {
  process.stdout.write('building the server …\n');
  buildDashboard();
  run(join(root, 'tools/bundle-server.mjs'));
  // as of the start: what was changed meanwhile may not be in it
  writeFileSync(stamp, '');
  utimesSync(stamp, startedAt, startedAt);
}
