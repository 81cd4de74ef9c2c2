import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { exclusively } from './exclusively.js';
import { HttpCaller } from './http-caller.js';
import { until } from './until.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const BUILD_MS = 110_000;

/** Builds the server if a source is newer than its last build; never twice at once, whoever else runs tests. */
export async function buildServer(): Promise<void> {
  mkdirSync(`${ROOT}dist`, { recursive: true });
  await exclusively(`${ROOT}dist/.server-being-built`, BUILD_MS, () => {
    const build = [`${ROOT}tools/build-if-needed.mjs`];
    const { status, stdout, stderr } = spawnSync(process.execPath, build, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`the server does not build:\n${stdout}${stderr}`);
  });
}

/** The server as a process of its own, as `node dist/main.js` starts it. */
export class ServerProcess {
  #output = '';
  readonly #exit: Promise<number | null>;

  private constructor(readonly child: ChildProcess) {
    child.stdout?.on('data', (chunk: Buffer) => (this.#output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (this.#output += chunk.toString()));
    this.#exit = new Promise((resolve) => child.once('exit', resolve));
  }

  static spawn(
    args: readonly string[],
    options: { cwd: string; env?: Readonly<Record<string, string>> },
  ): ServerProcess {
    const env = { PATH: process.env['PATH'] ?? '', ...options.env };
    return new ServerProcess(spawn(process.execPath, [`${ROOT}dist/main.js`, ...args], { cwd: options.cwd, env }));
  }

  /** Everything it has printed. */
  get output(): string {
    return this.#output;
  }

  /** Its exit code, once it has ended. */
  exited(): Promise<number | null> {
    return this.#exit;
  }

  /** Waits for the line that tells where it listens. */
  async listening(): Promise<HttpCaller> {
    const url = await until(
      () => `the server listens; it said:\n${this.#output}`,
      () => this.#urlOrEnd(),
      30_000,
    );
    return new HttpCaller(url.replace('localhost', '127.0.0.1'));
  }

  #urlOrEnd(): string | undefined {
    if (this.child.exitCode !== null) throw new Error(`the server ended:\n${this.#output}`);
    return /dashboard +(http:\/\/[^/\s]+)/.exec(this.#output)?.[1];
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    this.child.kill(signal);
    return this.#exit;
  }
}
