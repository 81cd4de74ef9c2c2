import type { Server as HttpServer } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { StartRefused } from './start-refused.js';

/** Where the server is reached, and how its further sockets are closed. */
export interface Listening {
  readonly port: number;
  readonly urls: readonly string[];
  /** Takes no more connections on the further sockets; comes back when those that there are have ended. */
  close(): Promise<void>;
}

/** Listens on the first address, and at the same port on the others by sockets that hand their connections to its server. */
export async function listen(
  app: NestFastifyApplication,
  port: number,
  addresses: readonly string[],
): Promise<Listening> {
  const [first = '::', ...others] = addresses;
  const main: HttpServer = app.getHttpServer();
  const host = await listenOn(first, port, async (address) => void (await app.listen(port, address)));
  const actual = (main.address() as AddressInfo).port;
  const further: Server[] = [];
  for (const address of others) {
    const server = createServer(
      { allowHalfOpen: true, noDelay: true },
      (socket) => void main.emit('connection', socket),
    );
    if (await listensToo(server, actual, address)) further.push(server);
  }
  const bound = [host, ...further.map((server) => (server.address() as AddressInfo).address)];
  return {
    port: actual,
    urls: bound.map((address) => `http://${shown(address)}:${actual}`),
    async close() {
      await Promise.all(further.map((server) => new Promise((resolve) => void server.close(resolve))));
    },
  };
}

/** IPv6 may be switched off: then everywhere is every IPv4 address. */
async function listenOn(address: string, port: number, bind: (address: string) => Promise<void>): Promise<string> {
  try {
    await bind(address);
    return address;
  } catch (error) {
    if (address === '::' && codeOf(error) === 'EAFNOSUPPORT') return listenOn('0.0.0.0', port, bind);
    throw refused(error, address, port);
  }
}

async function listensToo(server: Server, port: number, address: string): Promise<boolean> {
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, address, resolve));
    return true;
  } catch (error) {
    if (codeOf(error) === 'EADDRNOTAVAIL' || codeOf(error) === 'EAFNOSUPPORT') return false;
    throw refused(error, address, port);
  }
}

function refused(error: unknown, address: string, port: number): unknown {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new StartRefused(
        'EUREKA_PORT_IN_USE',
        `Port ${port} on ${address} is in use. Stop whoever has it, or choose another: --server.port=${port + 1}`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EACCES':
      return new StartRefused(
        'EUREKA_ADDRESS_NOT_AVAILABLE',
        `Cannot listen on ${address}, port ${port} (${codeOf(error)}); server.address must be an address of this machine.`,
      );
    default:
      return error;
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as { readonly code?: string } | null)?.code;
}

function shown(address: string): string {
  if (address === '::' || address === '0.0.0.0') return 'localhost';
  return address.includes(':') ? `[${address}]` : address;
}
