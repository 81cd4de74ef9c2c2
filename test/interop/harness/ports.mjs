import { createServer } from 'node:net';

const FIRST = 19_000;
const LAST = 19_999;
let next = FIRST + Math.floor(Math.random() * 600);

/** A port on loopback that was free a moment ago; never the same one twice in a run. */
export async function freePort() {
  for (let tries = 0; tries < LAST - FIRST; tries++) {
    const port = next;
    next = next === LAST ? FIRST : next + 1;
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port from ${FIRST} to ${LAST}`);
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
