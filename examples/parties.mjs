// Starts the registry and the applications of an example as processes, and stops all of them at the end.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const PATIENCE_MS = 60_000;
const running = [];

/** Tells a story from its beginning to its end; an error in it is the exit code. */
export async function tell(story) {
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stopAll().then(() => process.exit(130)));
  try {
    await story();
  } catch (error) {
    console.error(`the demonstration failed: ${error.message}`);
    process.exitCode = 1;
  } finally {
    await stopAll();
  }
}

/** The registry, with what applications need to find it. */
export async function startRegistry() {
  const registry = start('registry', root, { SERVER_PORT: '0' });
  const serviceUrl = await until('the registry listens', () => /http:\/\/127[^ ]+eureka\//.exec(registry.output)?.[0]);
  say(`registry at ${serviceUrl}`);
  const surroundings = { PORT: '0', EUREKA_CLIENT_SERVICEURL_DEFAULTZONE: serviceUrl };
  const instances = async (app) => {
    const response = await fetch(`${serviceUrl}apps/${app}`, { headers: { accept: 'application/json' } });
    return response.ok ? (await response.json()).application.instance : [];
  };
  return {
    instances,
    startExample: (name, example, variables) =>
      start(name, `${root}examples/${example}`, { ...surroundings, ...variables }),
    registered: (app, count) =>
      until(`${app} has ${count} instances`, async () => {
        const found = await instances(app);
        return found.length === count && found;
      }),
  };
}

function start(name, cwd, variables) {
  const child = spawn(process.execPath, ['dist/main.js'], { cwd, env: { PATH: process.env.PATH, ...variables } });
  const party = { name, child, output: '', exited: once(child, 'exit') };
  const keep = (chunk) => (party.output += chunk);
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);
  running.push(party);
  return party;
}

export async function stop({ child, exited }) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  await exited;
  clearTimeout(timer);
}

async function stopAll() {
  await Promise.all(running.splice(1).map(stop));
  await Promise.all(running.splice(0).map(stop));
}

/** The answer of a GET, or undefined for any that is no good one. */
export async function read(url, headers = {}) {
  try {
    const response = await fetch(url, { headers });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}

export function addressOf({ hostName, port }) {
  return `${hostName}:${port.$}`;
}

export async function until(what, happens) {
  const endAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const result = await happens();
    if (result) return result;
    const dead = running.find(({ child }) => child.exitCode !== null);
    if (dead !== undefined) throw new Error(`${dead.name} has ended:\n${dead.output}`);
    if (Date.now() > endAt)
      throw new Error(`waited in vain until ${what}:\n${running.map(({ output }) => output).join('\n')}`);
    await pause(50);
  }
}

export function say(text) {
  console.log(`${new Date().toISOString().slice(11, 23)}  ${text}`);
}
