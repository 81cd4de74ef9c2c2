import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../harness/until.mjs';
import { readAnswer } from './answer.mjs';
import { canonicalBody } from './canonical.mjs';
import { differences } from './difference.mjs';
import { exchange, textOf } from './raw-http.mjs';
import { registeredInstances } from './registered.mjs';

/**
 * Sends the same requests to a reference server and to others at the same time, and says how the answers differ.
 * @param {{url: string}} java
 * @param {{label: string, url: string, ignore?: (field: string, key: string) => boolean}[]} subjects
 */
export class Differ {
  #since = 0;

  constructor(java, subjects) {
    this.java = java;
    this.subjects = subjects;
  }

  /** Empties all registries, so that a group starts from nothing but history. */
  async reset() {
    await Promise.all([this.java, ...this.subjects].map(({ url }) => emptyRegistry(url)));
    // entries of the delta that are older than this belong to earlier groups
    await pause(5);
    this.#since = Date.now();
  }

  /** Sends one request everywhere; the result has the differences of each subject by its label. */
  async send(request, { toleranceMs } = {}) {
    if (request.pauseMs) await pause(request.pauseMs);
    const [java, ...ours] = await Promise.all([this.java, ...this.subjects].map(({ url }) => exchange(url, request)));
    return this.subjects.map(({ label, ignore }, index) => ({
      label,
      java,
      ours: ours[index],
      differences: differences(this.#read(java, request), this.#read(ours[index], request), { ignore, toleranceMs }),
    }));
  }

  /** Waits until every server answers `request` as `accept` wants it. */
  async waitFor(what, request, accept, withinMs) {
    for (const { url } of [this.java, ...this.subjects]) {
      await until(`${what} at ${url}`, async () => accept(await exchange(url, request)), { withinMs, everyMs: 100 });
    }
  }

  #read(raw, { path }) {
    const answer = readAnswer(raw);
    if (answer.body === undefined) return answer;
    return { ...answer, body: canonicalBody(answer.body, { since: /delta/i.test(path) ? this.#since : 0 }) };
  }
}

async function emptyRegistry(url) {
  const all = await exchange(url, { method: 'GET', path: '/eureka/apps', headers: [['Accept', 'application/json']] });
  if (all.status !== 200) throw new Error(`cannot read the registry of ${url}: ${all.status}`);
  for (const { app, id } of registeredInstances(textOf(all))) {
    const path = `/eureka/apps/${encodeURIComponent(app)}/${encodeURIComponent(id)}`;
    const { status } = await exchange(url, { method: 'DELETE', path });
    if (status !== 200) throw new Error(`cannot cancel ${app}/${id} at ${url}: ${status}`);
  }
}
