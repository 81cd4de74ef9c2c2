import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll } from '@jest/globals';
import { freePort } from './free-ports.js';

/** What a client asks a registry for. */
export type Asked = 'register' | 'heartbeat' | 'cancel' | 'full' | 'delta' | 'other';

/** How a faulty registry answers. */
export type Script = (asked: Asked, response: ServerResponse, request: IncomingMessage) => void;

const running = new Set<FaultyRegistry>();
afterAll(() => Promise.all([...running].map((registry) => registry.close())));

/** A server that answers a client of Eureka as a spec wants, and counts what it is asked for. */
export class FaultyRegistry {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #asked = new Map<Asked, number>();
  #mostSockets = 0;
  #port = 0;

  constructor(script: Script) {
    this.#server = createServer((request, response) => {
      const asked = askedBy(request);
      this.#asked.set(asked, this.count(asked) + 1);
      script(asked, response, request);
    });
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      // the end of another may have come together with this one, and is told later
      void turn()
        .then(() => turn())
        .then(() => (this.#mostSockets = Math.max(this.#mostSockets, this.#sockets.size)));
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  /** Listens where it did before, the first time on a free port. */
  async listen(): Promise<this> {
    running.add(this);
    this.#port ||= await freePort();
    await once(this.#server.listen(this.#port, '127.0.0.1'), 'listening');
    return this;
  }

  /** Resets every connection and refuses new ones. */
  async close(): Promise<void> {
    if (!running.delete(this)) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#sockets) socket.resetAndDestroy();
    await closed;
  }

  get serviceUrl(): string {
    return `http://127.0.0.1:${this.#port}/eureka/`;
  }

  /** The most that were open at once. */
  get mostSockets(): number {
    return this.#mostSockets;
  }

  count(asked: Asked): number {
    return this.#asked.get(asked) ?? 0;
  }
}

function askedBy({ method = '', url = '' }: IncomingMessage): Asked {
  const { pathname } = new URL(url, 'http://registry');
  const key = `${method} ${pathname.replace(/\/+$/, '')}`;
  if (key.endsWith('/apps/delta')) return 'delta';
  if (key === 'GET /eureka/apps') return 'full';
  if (/^POST .*\/apps\/[^/]+$/.test(key)) return 'register';
  if (/^PUT .*\/apps\/[^/]+\/[^/]+$/.test(key)) return 'heartbeat';
  if (/^DELETE .*\/apps\/[^/]+\/[^/]+$/.test(key)) return 'cancel';
  return 'other';
}
