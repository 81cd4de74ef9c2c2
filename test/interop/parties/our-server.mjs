import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Child } from '../harness/child.mjs';
import { command, lastLines } from '../harness/command.mjs';
import { cacheDirectory, repositoryDirectory } from '../harness/paths.mjs';
import { freePort } from '../harness/ports.mjs';
import { standalone } from './standalone.mjs';

const main = join(repositoryDirectory, 'dist', 'main.js');

let build;

/** Builds what `npm start` would build, once a run; a server that cannot be built is a failure, never a skip. */
export function requireOurBuild() {
  build ??= buildIfNeeded();
  return build;
}

async function buildIfNeeded() {
  const ifNeeded = join(repositoryDirectory, 'tools', 'build-if-needed.mjs');
  const result = existsSync(ifNeeded)
    ? await command(process.execPath, [ifNeeded], { cwd: repositoryDirectory, withinMs: 300_000 })
    : existsSync(main)
      ? { code: 0 }
      : await command('npm', ['run', '-s', 'build'], { cwd: repositoryDirectory, withinMs: 300_000 });
  if (result.code !== 0) throw new Error(`our server does not build:\n${lastLines(result.output, 20)}`);
  if (!existsSync(main)) throw new Error('our server is not built: dist/main.js is missing');
}

/**
 * Starts our registry as a container would: `node dist/main.js`, options on the command line.
 * @returns {Promise<{url: string, pid: number, log(): string, stop(): Promise<object>, kill(): Promise<object>}>}
 */
export async function startOurServer({ port, args = [], node = process.execPath } = {}) {
  const ownPort = port ?? (await freePort());
  const url = `http://127.0.0.1:${ownPort}`;
  const cwd = join(cacheDirectory, 'work');
  mkdirSync(cwd, { recursive: true });
  const child = new Child('our-server', node, [main, ...standalone(ownPort), ...args], { cwd });
  await child.ready('first answer', async () => (await fetch(`${url}/eureka/status`)).status > 0);
  return {
    url,
    pid: child.pid,
    log: (lines) => child.log(lines),
    stop: () => child.stop({ graceMs: 20_000 }),
    kill: () => child.kill(),
  };
}
