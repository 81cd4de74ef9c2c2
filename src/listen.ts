import type { Server as HttpServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { Server as TlsServer } from 'node:tls';
import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { listenFurther } from './further-listener.js';
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
  main.on('error', reportAcceptError);
  const further = await listenOnOthers(main, actual, others);
  const bound = [host, ...further.map((server) => (server.address() as AddressInfo).address)];
  return {
    port: actual,
    urls: bound.map((address) => `${main instanceof TlsServer ? 'https' : 'http'}://${shown(address)}:${actual}`),
    close: () => closeAll(further),
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

/** All or none: when one address is taken, those before it are given back. What is no address of this machine is left out. */
async function listenOnOthers(
  main: HttpServer,
  port: number,
  addresses: readonly string[],
): Promise<readonly Server[]> {
  const further: Server[] = [];
  for (const address of addresses) {
    try {
      further.push(await listenFurther(main, port, address, reportAcceptError));
    } catch (error) {
      if (codeOf(error) === 'EADDRNOTAVAIL' || codeOf(error) === 'EAFNOSUPPORT') continue;
      await closeAll(further);
      throw refused(error, address, port);
    }
  }
  return further;
}

async function closeAll(servers: readonly Server[]): Promise<void> {
  await Promise.all(servers.map((server) => new Promise((resolve) => void server.close(resolve))));
}

/** Such as too many open files: the connection is lost, those to come may fare better. */
function reportAcceptError(error: Error): void {
  new Logger('EurekaServer').error(`A connection was not accepted: ${error.message}`);
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
