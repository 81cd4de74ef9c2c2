import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { afterAll } from '@jest/globals';
import { anInstance } from './an-instance.js';
import type { RegistryServer } from './registry-server.js';
import { until } from './until.js';

/** Tells of each request on standard output before it answers, a little later, with its name. */
const SERVER = `
const { createServer } = require('node:http');
const { writeSync } = require('node:fs');
const [name, delayMs] = process.argv.slice(1);
const server = createServer((request, response) => {
  writeSync(1, request.method + ' ' + request.url + '\\n');
  request.resume();
  setTimeout(() => response.end(name), Number(delayMs));
});
server.listen(0, '127.0.0.1', () => writeSync(1, 'port ' + server.address().port + '\\n'));
`;

const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** A provider as a process of its own, without the client: it can die without a word. */
export class HttpProcess {
  #output = '';
  readonly #child: ChildProcess;

  private constructor(
    readonly name: string,
    delayMs: number,
  ) {
    this.#child = spawn(process.execPath, ['-e', SERVER, '--', name, String(delayMs)], { env: {} });
    running.add(this.#child);
    this.#child.stdout?.on('data', (chunk: Buffer) => (this.#output += chunk.toString()));
  }

  /** Starts it and registers it, for an hour. */
  static async start(
    registry: RegistryServer,
    app: string,
    name: string,
    delayMs = 0,
    metadata: Readonly<Record<string, string>> = {},
  ): Promise<HttpProcess> {
    const started = new HttpProcess(name, delayMs);
    const port = await until('it listens', () => Number(/^port (\d+)$/m.exec(started.#output)?.[1] ?? 0));
    const instance = anInstance({
      instanceId: name,
      app: app.toUpperCase(),
      vipAddress: app,
      hostName: '127.0.0.1',
      port: { $: port, '@enabled': 'true' },
      metadata,
      leaseInfo: { renewalIntervalInSecs: 3600, durationInSecs: 3600 },
    });
    await registry.post(`/eureka/apps/${app.toUpperCase()}`, JSON.stringify({ instance }));
    return started;
  }

  /** `GET /path` and the like, in their order. */
  get requests(): readonly string[] {
    return this.#output.split('\n').filter((line) => line.includes(' /'));
  }

  /** As `kill -9` does; resolves when all that it has said is read. */
  async kill(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('close', resolve));
    this.#child.kill('SIGKILL');
    running.delete(this.#child);
    await ended;
  }
}
