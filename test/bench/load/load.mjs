import { Connection } from './connection.mjs';

/**
 * Sends `requests` in turn, over and over, on every connection one at a time, and counts what is answered.
 * @param {{port: number, requests: readonly Buffer[], expected: number, connections: number}} target `expected` is the status;
 *   any other ends the run
 * @param {{forMs?: number, times?: number}} length a duration, or a number of requests
 * @returns {Promise<{operations: number, elapsedMs: number}>}
 */
export async function sendLoad(target, { forMs = Infinity, times = Infinity }) {
  const count = Math.min(target.connections, times);
  const connections = await Promise.all(Array.from({ length: count }, () => Connection.open(target.port)));
  try {
    const startedAt = performance.now();
    const stream = new RequestStream(target, times, startedAt + forMs);
    await Promise.all(connections.map((connection) => stream.runOn(connection)));
    return { operations: stream.answered, elapsedMs: performance.now() - startedAt };
  } finally {
    for (const connection of connections) connection.close();
  }
}

class RequestStream {
  answered = 0;
  #sent = 0;

  constructor(target, times, endsAt) {
    this.requests = target.requests;
    this.expected = target.expected;
    this.times = times;
    this.endsAt = endsAt;
  }

  runOn(connection) {
    return new Promise((resolve, reject) => {
      const waiting = {
        onResponse: (status) => {
          if (status !== this.expected) {
            reject(new Error(`answered ${status} where ${this.expected} is expected`));
            return;
          }
          this.answered++;
          sendNext();
        },
        onFailure: reject,
      };
      const sendNext = () => {
        if (this.#sent >= this.times || performance.now() >= this.endsAt) resolve();
        else connection.send(this.requests[this.#sent++ % this.requests.length], waiting);
      };
      sendNext();
    });
  }
}
