import type { Server } from 'node:net';
import { Server as TlsServer } from 'node:tls';

/** How the HTTP server of the application is reached. */
export interface ListeningAddress {
  readonly port: number;
  readonly scheme: 'http' | 'https';
}

/** Where the server listens; while it does not yet, or on no TCP port, the configured port stands. */
export function listeningAddress(server: Server | undefined, configuredPort: number): ListeningAddress {
  const bound = server?.address();
  const port = typeof bound === 'object' ? bound?.port : undefined;
  return { port: port ?? configuredPort, scheme: server instanceof TlsServer ? 'https' : 'http' };
}
