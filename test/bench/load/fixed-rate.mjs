import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from './connection.mjs';

/** The server is slower than the rate. */
export class CannotKeepUp extends Error {}

/**
 * Sends requests when they are due, whatever the server does: a request that finds every connection busy waits, and its waiting
 * counts. Latencies run from the moment at which a request was due, so that a pause of the server is seen by all that fell into it.
 * Connections take turns: a server cuts those on which nothing is ever asked.
 */
export class FixedRate {
  #idle = [];
  #due = [];
  #connections;
  #failure;

  static async open(port, connections) {
    return new FixedRate(await Promise.all(Array.from({ length: connections }, () => Connection.open(port))));
  }

  constructor(connections) {
    this.#connections = connections;
    this.#idle = [...connections];
  }

  /**
   * @param {{name: string, perSecond: number, expected: number, next(): Buffer}[]} streams each with its own rate
   * @returns {Promise<Record<string, {latenciesMs: number[], bytes: number}>>} by stream; `bytes` is what the bodies came to
   */
  async send(streams, forMs) {
    const figures = Object.fromEntries(streams.map(({ name }) => [name, { latenciesMs: [], bytes: 0 }]));
    const startedAt = performance.now();
    const sent = streams.map(() => 0);
    while (performance.now() - startedAt < forMs && this.#failure === undefined) {
      const elapsedMs = performance.now() - startedAt;
      for (const [index, stream] of streams.entries()) {
        // half a step later for every stream, so that two of one rate do not fall due together
        const due = Math.floor((Math.min(elapsedMs, forMs) * stream.perSecond) / 1000 + index / streams.length);
        while (sent[index] < due) {
          const dueAt = startedAt + ((sent[index]++ + 1 - index / streams.length) * 1000) / stream.perSecond;
          this.#due.push({ stream, dueAt, figures: figures[stream.name] });
        }
      }
      this.#sendDue();
      await pause(1);
    }
    const total = sent.reduce((sum, count) => sum + count, 0);
    await this.#drained(figures, total);
    if (this.#failure !== undefined) throw this.#failure;
    return figures;
  }

  close() {
    for (const connection of this.#connections) connection.close();
  }

  #sendDue() {
    while (this.#due.length > 0 && this.#idle.length > 0) this.#sendOn(this.#idle.shift(), this.#due.shift());
  }

  #sendOn(connection, { stream, dueAt, figures }) {
    connection.send(stream.next(), {
      onBody: (bytes) => (figures.bytes += bytes.length),
      onResponse: (status) => {
        if (status !== stream.expected) this.#failure ??= new Error(`${stream.name} was answered ${status}`);
        figures.latenciesMs.push(performance.now() - dueAt);
        this.#idle.push(connection);
        this.#sendDue();
      },
      onFailure: (error) => (this.#failure ??= error),
    });
  }

  async #drained(figures, total) {
    const answered = () => Object.values(figures).reduce((sum, { latenciesMs }) => sum + latenciesMs.length, 0);
    const until = performance.now() + 30_000;
    while (answered() < total && this.#failure === undefined) {
      if (performance.now() > until)
        throw new CannotKeepUp(`${total - answered()} of ${total} requests were not answered`);
      await pause(1);
    }
  }
}
