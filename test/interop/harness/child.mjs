import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { logDirectory } from './paths.mjs';
import { until } from './until.mjs';

/** Several JVMs may be starting at once on a machine with other work. */
const READY_WITHIN_MS = 240_000;

const living = new Set();
const started = [];
let counter = 0;

/** A process of ours in the background, its output in a file, killed with the run at the latest. */
export class Child {
  exit;

  constructor(name, command, args, { cwd, env, talks = false } = {}) {
    mkdirSync(logDirectory, { recursive: true });
    this.name = name;
    this.logFile = join(logDirectory, `${process.pid}-${counter++}-${name}.log`);
    const log = openSync(this.logFile, 'w');
    this.process = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: [talks ? 'pipe' : 'ignore', talks ? 'pipe' : log, log],
    });
    closeSync(log);
    living.add(this);
    started.push(this);
    this.ended = new Promise((resolve) => {
      const end = (exit) => {
        this.exit = exit;
        living.delete(this);
        resolve(exit);
      };
      this.process.once('error', (error) => end({ error }));
      this.process.once('exit', (code, signal) => end({ code, signal }));
    });
  }

  get pid() {
    return this.process.pid;
  }

  log(lines = 40) {
    const all = readFileSync(this.logFile, 'utf8').trimEnd().split('\n');
    return all
      .filter((line) => !line.startsWith('\tat '))
      .slice(-lines)
      .join('\n');
  }

  /** Resolves with the first truthy answer of `attempt`; fails at once when the process has ended instead. */
  async ready(what, attempt) {
    try {
      const within = { withinMs: READY_WITHIN_MS, everyMs: 200 };
      return await until(what, () => (this.assertAlive(), attempt()), within);
    } catch (error) {
      throw new Error(`${this.name}: ${error.message}\n--- ${this.name}, end of its output ---\n${this.log()}`, {
        cause: error,
      });
    }
  }

  assertAlive() {
    if (this.exit === undefined) return;
    const why = this.exit.error?.message ?? `code ${this.exit.code}, signal ${this.exit.signal}`;
    throw Object.assign(new Error(`has ended (${why})`), { fatal: true });
  }

  /** Asks politely; after `graceMs` the process is killed. Resolves when it is gone. */
  async stop({ signal = 'SIGTERM', graceMs = 15_000 } = {}) {
    if (this.exit !== undefined) return this.exit;
    this.process.kill(signal);
    const timer = setTimeout(() => this.process.kill('SIGKILL'), graceMs);
    const exit = await this.ended;
    clearTimeout(timer);
    return exit;
  }

  kill() {
    return this.stop({ signal: 'SIGKILL' });
  }
}

/** Everything started since the last call, dead or alive. */
export function childrenStarted() {
  return started.splice(0);
}

export async function killAllChildren() {
  await Promise.all([...living].map((child) => child.kill()));
}

process.once('exit', () => {
  for (const child of living) child.process.kill('SIGKILL');
});
