import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { afterAll } from '@jest/globals';
import { until } from './until.js';

/** Which application it is, and what Node is told besides. */
export interface ClientProcessOptions {
  /** In test/support/process. @default 'shop.ts' */
  readonly main?: string;
  /** @default none */
  readonly nodeOptions?: readonly string[];
}

const FOLDER = fileURLToPath(new URL('./process/', import.meta.url));

/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** An application with the client as a process of its own, from the sources. */
export class ClientProcess {
  #output = '';
  readonly child: ChildProcess;
  readonly ended: Promise<Ending>;

  /** `variables` configure it, as `EUREKA_CLIENT_SERVICEURL_DEFAULTZONE` does. */
  constructor(
    variables: Readonly<Record<string, string>>,
    { main = 'shop.ts', nodeOptions = [] }: ClientProcessOptions = {},
  ) {
    const loader = ['--conditions=@nest-eureka/source', '--import', `${FOLDER}use-source-loader.mjs`];
    const { PATH = '', TEST_BUNDLES } = process.env;
    const env = { PATH, HOME: tmpdir(), ...(TEST_BUNDLES === undefined ? {} : { TEST_BUNDLES }), ...variables };
    this.child = spawn(process.execPath, [...loader, ...nodeOptions, `${FOLDER}${main}`], { cwd: tmpdir(), env });
    running.add(this.child);
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.#output += chunk.toString()));
    }
    this.ended = new Promise((resolve) => {
      this.child.once('exit', (code, signal) => {
        running.delete(this.child);
        resolve({ code, signal });
      });
    });
  }

  get output(): string {
    return this.#output;
  }

  /** Waits until it has printed that text. */
  async says(text: string): Promise<void> {
    await until(
      () => `it says "${text}"; it said:\n${this.#output}`,
      () => this.#output.includes(text),
      20_000,
    );
  }
}
