import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** What a registry was asked, and with which headers. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A registry over HTTP on port 0 that answers as it is told and remembers what it was asked. */
export class FakeRegistry {
  readonly asked: Asked[] = [];
  readonly sockets = new Set<Socket>();
  /** Most sockets that were open at one time. */
  mostSockets = 0;
  connections = 0;
  port = 0;

  private constructor(
    private readonly server: Server,
    public answer: Answer,
  ) {}

  /** By itself it closes no connection that is kept, however long nothing happens. */
  static async start(answer: Answer, server: Server = createServer({ keepAliveTimeout: 0 })): Promise<FakeRegistry> {
    const registry = new FakeRegistry(server, answer);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => registry.#take(request, response));
    server.on('connection', (socket: Socket) => registry.#count(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    registry.port = (server.address() as AddressInfo).port;
    return registry;
  }

  /** Service URL, with a trailing slash. */
  get url(): string {
    return `http://127.0.0.1:${this.port}/eureka/`;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  #take(request: IncomingMessage, response: ServerResponse): void {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('error', () => {});
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      this.asked.push({ method, url, headers, body: Buffer.concat(pieces).toString() });
      this.answer(request, response);
    });
  }

  #count(socket: Socket): void {
    this.connections++;
    this.sockets.add(socket);
    this.mostSockets = Math.max(this.mostSockets, this.sockets.size);
    socket.on('error', () => {});
    socket.once('close', () => this.sockets.delete(socket));
  }
}

/** An answer with that status and nothing in it. */
export function status(code: number, headers: Readonly<Record<string, string>> = {}): Answer {
  return (_request, response) => {
    response.writeHead(code, headers);
    response.end();
  };
}

export function json(document: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers });
    response.end(document);
  };
}

/** Takes the request and never answers. */
export const silence: Answer = () => {};
