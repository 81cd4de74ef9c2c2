import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { aRegistration } from '../support/an-instance.js';
import { ServerProcess, buildServer, freePort } from '../support/server-process.js';
import { until } from '../support/until.js';

/** Beats on kept connections until it is told to stop; counts what went wrong in the middle of an answer. */
class Load {
  answered = 0;
  readonly broken: string[] = [];
  #isOver = false;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 16 });

  constructor(private readonly url: string) {}

  start(): void {
    for (let connection = 0; connection < 16; connection++) this.#beat();
  }

  stop(): void {
    this.#isOver = true;
    this.#agent.destroy();
  }

  #beat(): void {
    if (this.#isOver) return;
    const outgoing = request(`${this.url}/eureka/apps/ORDERS/web1.example.com:orders:8080`, {
      method: 'PUT',
      agent: this.#agent,
    });
    outgoing.on('response', (incoming) => {
      incoming.resume();
      incoming.on('end', () => {
        if (incoming.statusCode === 200) this.answered++;
        else this.broken.push(String(incoming.statusCode));
        this.#beat();
      });
    });
    // refused is what a server that has gone answers; reset is a request that was cut
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNREFUSED' && !this.#isOver)
        this.broken.push(`${error.code} reused=${outgoing.reusedSocket}`);
    });
    outgoing.end();
  }
}

describe('stopping', () => {
  let server: ServerProcess;
  beforeAll(() => buildServer(), 120_000);
  afterEach(() => server.kill());

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'by %s under load ends with 0 in time and cuts no request',
    async (signal) => {
      server = ServerProcess.spawn([`--server.port=${await freePort()}`], { cwd: tmpdir() });
      const http = await server.listening();
      await http.post('/eureka/apps/ORDERS', aRegistration());
      const load = new Load(http.url);
      load.start();
      await until('the load is on', () => load.answered > 200);
      expect(await server.kill(signal)).toBe(0);
      load.stop();
      expect(load.broken).toEqual([]);
    },
  );

  it('does not wait for connections at rest or for a client that sends without end', async () => {
    server = ServerProcess.spawn([`--server.port=${await freePort()}`, '--eureka.server.shutdown-timeout-ms=700'], {
      cwd: tmpdir(),
    });
    const http = await server.listening();
    const agent = new Agent({ keepAlive: true });
    await new Promise((resolve, reject) => {
      request(`${http.url}/eureka/apps`, { agent }, (incoming) => incoming.resume().on('end', resolve))
        .on('error', reject)
        .end();
    });
    const slow = request(`${http.url}/eureka/apps/ORDERS`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    slow.on('error', () => {});
    slow.write('{"instance":{');
    await until('the slow one is connected', () => slow.socket?.connecting === false);
    expect(await server.kill('SIGTERM')).toBe(0);
    agent.destroy();
    slow.destroy();
  });

  it('at the second signal ends at once', async () => {
    server = ServerProcess.spawn([`--server.port=${await freePort()}`, '--eureka.server.shutdown-timeout-ms=60000'], {
      cwd: tmpdir(),
    });
    const http = await server.listening();
    const slow = request(`${http.url}/eureka/apps/ORDERS`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    slow.on('error', () => {});
    slow.write('{');
    await until('the slow one is connected', () => slow.socket?.connecting === false);
    server.child.kill('SIGTERM');
    await until('it stops', () => server.output.includes('stopping'));
    expect(await server.kill('SIGINT')).toBe(130);
    slow.destroy();
  });
});
