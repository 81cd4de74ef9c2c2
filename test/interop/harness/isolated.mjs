import { spawn } from 'node:child_process';
import { command, lastLines } from './command.mjs';
import { Unavailable } from './unavailable.mjs';

/** Namespaces of users, mounts, processes and networks: root inside only, nothing outside is touched, all is gone with the first process. */
const UNSHARE = ['--user', '--map-root-user', '--mount', '--net', '--pid', '--fork', '--mount-proc', '--kill-child'];

const alive = new Set();

/** @throws {Unavailable} where networks of one's own are not to be had */
export async function requireIsolation() {
  const trial = 'mount -t tmpfs tmpfs /run && ip netns add trial && ip link add hub type bridge && ip rule show';
  const { code, output } = await command('unshare', [...UNSHARE, 'sh', '-c', trial], { withinMs: 10_000 });
  if (code !== 0) throw new Unavailable(`no network namespaces here: ${lastLines(output, 2)}`);
}

/**
 * Runs a script in a network of its own, given `argument` as JSON. It sends its cases, `{ kind, name, why }`, and what it has
 * measured, `{ kind: 'figure', figure }`. Resolves when it has ended.
 */
export async function runIsolated(script, argument, { report, onFigure }) {
  const child = spawn('unshare', [...UNSHARE, process.execPath, script, JSON.stringify(argument)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  alive.add(child);
  child.on('message', ({ kind, name, why, figure }) => {
    if (kind === 'figure') onFigure(figure);
    else report[kind](name, why);
  });
  const how = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(code === 0 ? undefined : `code ${code}, signal ${signal}`));
  });
  alive.delete(child);
  if (how !== undefined) report.fail(`${argument.title} as a whole`, `its process ended with ${how}`);
}

process.once('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});
