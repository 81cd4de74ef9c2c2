import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { aRegistration } from '../support/an-instance.js';
import { Bystander } from '../support/bystander.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';
import { until } from '../support/until.js';

/** Long for whoever is only slow because the machine is. */
const HEADER_TIMEOUT_MS = 4_000;
const REQUEST_TIMEOUT_MS = 5_000;
const KEEP_ALIVE_TIMEOUT_MS = 3_000;
const BYTE_EVERY_MS = 25;

const HEAD = 'POST /eureka/apps/SLOW HTTP/1.1\r\nHost: registry\r\nContent-Type: application/json\r\n';

/** What is sent at once, and what then without end. */
const KINDS: readonly { readonly what: string; readonly first: string; readonly byte: string | undefined }[] = [
  { what: 'say nothing at all', first: '', byte: undefined },
  { what: 'send their head byte by byte', first: 'GET /eureka/apps HTTP/1.1\r\nX: ', byte: 'x' },
  { what: 'send one header after the other', first: 'GET /eureka/apps HTTP/1.1\r\n', byte: 'X: x\r\n' },
  { what: 'announce a body and send none', first: `${HEAD}Content-Length: 1000\r\n\r\n`, byte: undefined },
  { what: 'send their body byte by byte', first: `${HEAD}Content-Length: 1000000\r\n\r\n`, byte: ' ' },
  { what: 'send chunks without end', first: `${HEAD}Transfer-Encoding: chunked\r\n\r\n`, byte: '1\r\n \r\n' },
  {
    what: 'send a body that is not wanted byte by byte',
    first: `${HEAD.replace('POST', 'GET')}Content-Length: 100000\r\n\r\n`,
    byte: ' ',
  },
  {
    what: 'send a body to nothing',
    first: `${HEAD.replace('/apps', '/nothing')}Transfer-Encoding: chunked\r\n\r\n`,
    byte: '1\r\n \r\n',
  },
  {
    what: 'keep their connection and ask nothing more',
    first: 'GET /eureka/apps HTTP/1.1\r\nHost: registry\r\n\r\n',
    byte: undefined,
  },
];

/** A client on a connection of its own that sends what it was given, the rest byte by byte and without end. */
class Sender {
  heard = '';
  isClosed = false;
  readonly #socket: Socket;
  readonly #drip: NodeJS.Timeout | undefined;

  constructor(port: number, first: string, byte?: string) {
    this.#socket = connect(port, '127.0.0.1');
    this.#socket.write(first);
    this.#socket.on('data', (chunk: Buffer) => (this.heard += chunk.toString()));
    this.#socket.on('error', () => {});
    this.#socket.on('close', () => {
      this.isClosed = true;
      clearInterval(this.#drip);
    });
    if (byte !== undefined) this.#drip = setInterval(() => this.#socket.write(byte), BYTE_EVERY_MS);
  }

  stopListening(): void {
    this.#socket.pause();
  }

  listen(): void {
    this.#socket.resume();
  }

  leave(): void {
    this.#socket.destroy();
  }
}

describe('clients that take their time', () => {
  let server: RegistryServer;
  const bystander = new Bystander();
  const slow = new Map<string, readonly Sender[]>();
  beforeAll(async () => {
    server = await startRegistry({
      headerTimeoutMs: HEADER_TIMEOUT_MS,
      requestTimeoutMs: REQUEST_TIMEOUT_MS,
      keepAliveTimeoutMs: KEEP_ALIVE_TIMEOUT_MS,
    });
    await bystander.register(server);
    for (const { what, first, byte } of KINDS) {
      slow.set(
        what,
        Array.from({ length: 20 }, () => new Sender(server.port, first, byte)),
      );
    }
  });

  it.each(KINDS)('and $what are cut off, and nobody else notices', async ({ what }) => {
    const senders = slow.get(what) ?? [];
    expect(senders).toHaveLength(20);
    await until(
      () => `every connection is closed; ${senders.filter(({ isClosed }) => !isClosed).length} are open`,
      () => senders.every(({ isClosed }) => isClosed),
      20_000,
    );
    const statuses = senders.map(({ heard }) => /^HTTP\/1\.1 (\d+) /.exec(heard)?.[1] ?? heard);
    expect(statuses.filter((status) => !['', '200', '404', '408'].includes(status))).toEqual([]);
    expect(bystander.statuses.length).toBeGreaterThan(10);
    expect(new Set(bystander.statuses)).toEqual(new Set([200]));
    expect((await server.get('/eureka/apps/SLOW')).status).toBe(404);
  });
});

describe('connections', () => {
  it('that do not take the answer that they asked for are cut, and no other', async () => {
    const server = await startRegistry({ stalledTimeoutMs: 2000 });
    // more than the operating systems of both ends take off the server's hands
    for (let n = 0; n < 20; n++) {
      const metadata = { long: 'x'.repeat(500_000) };
      await server.post('/eureka/apps/LARGE', aRegistration({ app: 'LARGE', instanceId: `large-${n}`, metadata }));
    }
    const accepted: Socket[] = [];
    const onAccepted = (message: unknown): void => void accepted.push((message as { readonly socket: Socket }).socket);
    subscribe('net.server.socket', onAccepted);
    const request = 'GET /eureka/apps HTTP/1.1\r\nHost: registry\r\n\r\n';
    const deaf = new Sender(server.port, request);
    deaf.stopListening();
    await until('its connection is there', () => accepted.length > 0);
    unsubscribe('net.server.socket', onAccepted);
    const reading = new Sender(server.port, request);
    await until('the reader has everything', () => reading.heard.length > 10_000_000);
    await until('the deaf one is cut off', () => accepted[0]?.destroyed);
    deaf.listen();
    await until('it hears of that', () => deaf.isClosed);
    expect(deaf.heard.length).toBeLessThan(10_000_000);
  });

  it('beyond the most that may be are not accepted, and are again when others have gone', async () => {
    const server = await startRegistry({ maxConnections: 5 });
    const senders = Array.from({ length: 5 }, () => new Sender(server.port, ''));
    await until('a sixth is turned away', async () => {
      const extra = new Sender(server.port, 'GET /eureka/apps HTTP/1.1\r\nHost: registry\r\n\r\n');
      return until('it is closed or answered', () => extra.isClosed || extra.heard !== '').then(() => {
        extra.leave();
        return extra.heard === '';
      });
    });
    for (const sender of senders) sender.leave();
    await until('others are served', async () => {
      const status = await server.get('/eureka/apps').then(
        (answer) => answer.status,
        () => 0,
      );
      return status === 200;
    });
  });

  it('that send without end what nobody wants are given up', async () => {
    const server = await startRegistry({ users: [{ name: 'alice', password: 'right' }] });
    const megabyte = `100000\r\n${'x'.repeat(1_048_576)}\r\n`;
    const socket = connect(server.port, '127.0.0.1');
    let sent = 0;
    let heard = '';
    const send = (): void => {
      do sent++;
      while (socket.write(megabyte) && sent < 1000);
    };
    socket.on('data', (chunk: Buffer) => (heard += chunk.toString())).on('drain', send);
    socket.on('error', () => {});
    const closed = new Promise((resolve) => void socket.once('close', resolve));
    socket.write(`${HEAD}Transfer-Encoding: chunked\r\n\r\n`);
    send();
    await closed;
    expect(sent).toBeLessThan(200);
    expect(heard === '' || heard.startsWith('HTTP/1.1 401 ')).toBe(true);
  });

  it('at rest, however many, keep nobody else waiting', async () => {
    const server = await startRegistry();
    await server.post('/eureka/apps/GOOD', aRegistration({ app: 'GOOD', instanceId: 'good' }));
    const idle = Array.from(
      { length: 500 },
      () => new Sender(server.port, 'GET /eureka/status HTTP/1.1\r\nHost: registry\r\n\r\n'),
    );
    await until('all are there', () => idle.every(({ heard }) => heard !== ''));
    for (let beat = 0; beat < 50; beat++) expect((await server.put('/eureka/apps/GOOD/good')).status).toBe(200);
    expect(idle.filter(({ isClosed }) => isClosed)).toEqual([]);
    for (const sender of idle) sender.leave();
  });
});
