import { setTimeout as pause } from 'node:timers/promises';

const TICK_MS = 5;

/** Calls at a steady rate, whether or not those before have been answered: a slow answer holds nobody else up. */
export class OpenLoad {
  constructor(fetch, url, perSecond) {
    Object.assign(this, { fetch, url, perSecond });
  }

  /** How long each call took, and who answered how many. */
  async run(forMs) {
    const times = [];
    const answeredBy = {};
    const calls = [];
    const from = performance.now();
    for (let sent = 0, elapsedMs = 0; elapsedMs < forMs; elapsedMs = performance.now() - from) {
      const due = Math.floor((elapsedMs * this.perSecond) / 1000);
      for (; sent < due; sent++) calls.push(this.#call(times, answeredBy));
      await pause(TICK_MS);
    }
    await Promise.all(calls);
    times.sort((a, b) => a - b);
    const share = (part) => times[Math.min(times.length - 1, Math.floor(times.length * part))];
    return { calls: times.length, p50Ms: share(0.5), p99Ms: share(0.99), maxMs: times.at(-1), answeredBy };
  }

  async #call(times, answeredBy) {
    const from = performance.now();
    const { from: name } = await (await this.fetch(this.url)).json();
    times.push(performance.now() - from);
    answeredBy[name] = (answeredBy[name] ?? 0) + 1;
  }
}
