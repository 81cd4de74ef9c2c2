import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an echo answers: its own name, and what it was sent. */
export interface Echo {
  readonly from: string;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/** A provider without Nest that answers each request with what it got. */
export async function startEcho(name: string) {
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      const echo: Echo = { from: name, path: request.url, headers: request.headers };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(echo));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    name,
    port,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
