import type { Server } from 'node:net';
import { Server as TlsServer } from 'node:tls';

/** Where the application's server listens. */
export interface ListeningPort {
  readonly port: number;
  readonly isSecure: boolean;
}

/** Tells once the server listens, at once when it does already; undefined when that is on no TCP port. */
export function whenListening(server: Server, tell: (listening: ListeningPort | undefined) => void): void {
  const onListening = (): void => {
    const address = server.address();
    const isTcp = typeof address === 'object' && address !== null;
    tell(isTcp ? { port: address.port, isSecure: server instanceof TlsServer } : undefined);
  };
  if (server.listening) onListening();
  else server.once('listening', onListening);
}
