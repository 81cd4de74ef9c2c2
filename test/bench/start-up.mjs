import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../interop/harness/ports.mjs';
import { Connection } from './load/connection.mjs';
import { readRequest } from './load/eureka-requests.mjs';
import { cpuMsOf } from './figures/process-figures.mjs';
import { nodeCommands } from './parties/commands.mjs';

const POLL_MS = 3;
const WITHIN_MS = 60_000;
const FIRST_READ = readRequest('/eureka/apps');

/** From the start of the process to the first 200, in wall-clock and CPU time, ours and bare in turn. */
export async function measureStarts(settings, say) {
  const figures = { ours: { wallMs: [], cpuMs: [] }, bare: { wallMs: [], cpuMs: [] } };
  for (let round = 0; round < settings.starts; round++) {
    say(`start ${round + 1} of ${settings.starts}`);
    for (const name of ['ours', 'bare']) {
      const { wallMs, cpuMs } = await measureStart((port) => nodeCommands[name](port, settings.oursMain));
      figures[name].wallMs.push(wallMs);
      figures[name].cpuMs.push(cpuMs);
    }
  }
  return figures;
}

async function measureStart(commandFor) {
  const port = await freePort();
  const command = commandFor(port);
  const startedAt = performance.now();
  const child = spawn(process.execPath, command, { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    while ((await statusAt(port)) !== 200) {
      if (child.exitCode !== null) throw new Error(`${command[0]} ended with ${child.exitCode} before it answered`);
      if (performance.now() - startedAt > WITHIN_MS) throw new Error(`${command[0]} does not answer`);
      await pause(POLL_MS);
    }
    return { wallMs: performance.now() - startedAt, cpuMs: cpuMsOf(child.pid) };
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}

/** The status of a first read, or nothing while the port is closed. */
async function statusAt(port) {
  let connection;
  try {
    connection = await Connection.open(port);
    return (await connection.call(FIRST_READ)).status;
  } catch (error) {
    if (error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET') return undefined;
    throw error;
  } finally {
    connection?.close();
  }
}
