import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below what systems give to whoever asks for any port, so that nobody is given one between its finding and its use. */
const FIRST = 20_000;
const PORTS_OF_A_WORKER = 500;
const WORKERS = 24;

const worker = Number(process.env['JEST_WORKER_ID'] ?? 0) % WORKERS;
let next = Math.floor(Math.random() * PORTS_OF_A_WORKER);

/** Ports of loopback that were free a moment ago, all different; each worker of jest has its own. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const ports: number[] = [];
  while (ports.length < count) {
    const port = FIRST + worker * PORTS_OF_A_WORKER + (next++ % PORTS_OF_A_WORKER);
    if (await isFree(port)) ports.push(port);
  }
  return ports;
}

export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1);
  return port;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const listens = once(server, 'listening').then(
    () => true,
    () => false,
  );
  server.listen(port, '127.0.0.1');
  if (!(await listens)) return false;
  await new Promise((resolve) => server.close(resolve));
  return true;
}
