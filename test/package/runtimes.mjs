import { command, lastLines } from '../interop/harness/command.mjs';

const FURTHER_RELEASES = [22, 24, 26];
const FETCH_WITHIN_MS = 300_000;
const found = new Map();

/** The Node that runs this and, when all are wanted, those that npm's package `node` carries. */
export function releases(all) {
  return all ? [undefined, ...FURTHER_RELEASES] : [undefined];
}

/** `{ path, version }` of a release, or `{ missing }` with the reason; each is looked for once. */
export function runtimeOf(release) {
  if (release === undefined) return { path: process.execPath, version: process.version };
  if (!found.has(release)) found.set(release, fetchRuntime(release));
  return found.get(release);
}

async function fetchRuntime(release) {
  const script = 'console.log(JSON.stringify({ path: process.execPath, version: process.version }))';
  const { code, output } = await command('npx', ['-y', `node@${release}`, '-e', script], { withinMs: FETCH_WITHIN_MS });
  const line = output.split('\n').find((text) => text.startsWith('{"path"'));
  if (code !== 0 || line === undefined) return { missing: `node@${release} is not to be had: ${lastLines(output, 2)}` };
  const runtime = JSON.parse(line);
  if (!runtime.version.startsWith(`v${release}.`))
    return { missing: `node@${release} turned out as ${runtime.version}` };
  return runtime;
}
