import { once } from 'node:events';
import { Agent, request } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { aRegistration } from '../support/an-instance.js';
import type { HttpCaller } from '../support/http-caller.js';
import { itAt } from '../support/ipv6.js';
import { ServerProcess, buildServer } from '../support/server-process.js';
import { until } from '../support/until.js';

/** A server that stops closes connections that are at rest for longer (500 ms): who stood still may be at rest by its doing. */
const STOOD_STILL_MS = 400;

/** Beats on kept connections until it is told to stop; counts what went wrong in the middle of an answer. */
class Load {
  answered = 0;
  readonly broken: string[] = [];
  #isOver = false;
  #turnedAt = 0;
  #turning: NodeJS.Timeout | undefined;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 16 });

  constructor(private readonly url: string) {}

  start(): void {
    this.#turnedAt = performance.now();
    this.#turning = setInterval(() => (this.#turnedAt = performance.now()), 20);
    for (let connection = 0; connection < 16; connection++) this.#beat();
  }

  stop(): void {
    this.#isOver = true;
    clearInterval(this.#turning);
    this.#agent.destroy();
  }

  #beat(): void {
    if (this.#isOver) return;
    const stoodStill = performance.now() - this.#turnedAt > STOOD_STILL_MS;
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
      const isNoFault = error.code === 'ECONNREFUSED' || (stoodStill && outgoing.reusedSocket);
      if (!isNoFault && !this.#isOver) this.broken.push(`${error.code} reused=${outgoing.reusedSocket}`);
    });
    outgoing.end();
  }
}

describe('stopping', () => {
  let server: ServerProcess;
  beforeAll(() => buildServer(), 120_000);
  afterEach(() => server.kill());

  function start(...args: readonly string[]): Promise<HttpCaller> {
    server = ServerProcess.spawn(['--server.port=0', ...args], { cwd: tmpdir() });
    return server.listening();
  }

  /** A registration whose body goes on after `first`, once the server has begun to read it. */
  async function sendWithoutEnd(url: string, first = '{"instance":{'): Promise<ClientRequest> {
    const slow = request(`${url}/eureka/apps/ORDERS`, {
      method: 'POST',
      // the server says 100 when it has the head
      headers: { 'content-type': 'application/json', expect: '100-continue' },
    });
    slow.on('error', () => {});
    slow.flushHeaders();
    await once(slow, 'continue');
    slow.write(first);
    return slow;
  }

  const isRefused = (error: NodeJS.ErrnoException): boolean => error.code === 'ECONNREFUSED';

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'by %s under load ends with 0 in time and cuts no request',
    async (signal) => {
      const http = await start();
      await http.post('/eureka/apps/ORDERS', aRegistration());
      const load = new Load(http.url);
      load.start();
      await until('the load is on', () => load.answered > 200);
      const from = performance.now();
      expect(await server.kill(signal)).toBe(0);
      expect(performance.now() - from).toBeLessThan(6000);
      load.stop();
      expect(load.broken).toEqual([]);
    },
  );

  for (const address of ['127.0.0.1', '[::1]']) {
    itAt(address)(
      `does not wait for connections at rest or for a client that sends without end, on ${address}`,
      async () => {
        const http = await start('--eureka.server.shutdown-timeout-ms=700');
        const url = http.url.replace('127.0.0.1', address);
        const agent = new Agent({ keepAlive: true });
        await new Promise((resolve, reject) => {
          request(`${url}/eureka/apps`, { agent }, (incoming) => incoming.resume().on('end', resolve))
            .on('error', reject)
            .end();
        });
        const slow = await sendWithoutEnd(url);
        expect(await server.kill('SIGTERM')).toBe(0);
        agent.destroy();
        slow.destroy();
      },
    );
  }

  itAt('::1')('lets a request that is under way on the further address end', async () => {
    const http = await start('--eureka.server.shutdown-timeout-ms=30000');
    const registration = aRegistration();
    const slow = await sendWithoutEnd(http.url.replace('127.0.0.1', '[::1]'), registration.slice(0, 10));
    const answer = once(slow, 'response');
    const exit = server.kill('SIGTERM');
    await until('it stops', () => server.output.includes('stopping'));
    await until('nobody listens any more', () => http.get('/eureka/apps').then(() => false, isRefused));
    slow.end(registration.slice(10));
    expect(((await answer)[0] as IncomingMessage).statusCode).toBe(204);
    slow.destroy();
    expect(await exit).toBe(0);
  });

  it('at the second signal ends at once', async () => {
    const http = await start('--eureka.server.shutdown-timeout-ms=60000');
    const slow = await sendWithoutEnd(http.url);
    server.child.kill('SIGTERM');
    await until('it stops', () => server.output.includes('stopping'));
    expect(await server.kill('SIGINT')).toBe(130);
    slow.destroy();
  });
});
