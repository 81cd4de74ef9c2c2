import type { Server as HttpServer } from 'node:http';
import { createServer } from 'node:net';
import type { Server } from 'node:net';

/**
 * Listens at one more address and hands each connection to the main server, which answers it and closes it in the end. As many
 * connections may come here as at the main server's own address.
 * What goes wrong later, such as a connection that cannot be accepted, goes to `onError` and ends nothing.
 */
export async function listenFurther(
  main: HttpServer,
  port: number,
  address: string,
  onError: (error: Error) => void,
): Promise<Server> {
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => void main.emit('connection', socket));
  if (main.maxConnections > 0) server.maxConnections = main.maxConnections;
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, address, resolve));
  return server.removeAllListeners('error').on('error', onError);
}
