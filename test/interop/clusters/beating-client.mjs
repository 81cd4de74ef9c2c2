import { setTimeout as pause } from 'node:timers/promises';
import { instance } from '../cases/request.mjs';

const EVERY_MS = 1000;
/** Of Java's registries as of ours, but a Java registry keeps it for twice as long. */
export const LEASE_MS = 6000;
/** A node that is there answers, and one that is not refuses at once: what takes longer is the machine. */
const TIMEOUT_MS = 15_000;

/**
 * A client as all of Eureka's are: beats at one registry, goes to the next when that one does not answer, registers again when it is
 * not known. Its clock is right.
 */
export class BeatingClient {
  #loop;
  #isOver = false;
  #at;
  /** How often no registry took its heartbeat. */
  missed = 0;

  constructor(app, id, nodes) {
    this.app = app;
    this.id = id;
    this.nodes = nodes;
    this.#at = 0;
    this.document = { leaseInfo: { renewalIntervalInSecs: 1, durationInSecs: LEASE_MS / 1000 }, metadata: {} };
  }

  get path() {
    return `/eureka/apps/${this.app}/${this.id}`;
  }

  async start(changes = {}) {
    await this.register(changes);
    this.#loop = this.#beat();
    return this;
  }

  /** Registers what has changed since the last time, with a newer dirty timestamp. */
  async register(changes = {}) {
    this.document = { ...this.document, ...changes, lastDirtyTimestamp: String(Date.now()) };
    await this.#call('POST', `/eureka/apps/${this.app}`, { instance: instance(this.app, this.id, this.document) });
  }

  /** From now on it beats at that node first. */
  turnTo(node) {
    this.#at = this.nodes.indexOf(node);
  }

  /** Falls silent, as if killed. */
  async stop() {
    this.#isOver = true;
    await this.#loop;
  }

  async leave() {
    await this.stop();
    await this.#call('DELETE', this.path);
  }

  async #beat() {
    while (!this.#isOver) {
      await pause(EVERY_MS);
      const query = `?status=UP&lastDirtyTimestamp=${this.document.lastDirtyTimestamp}`;
      try {
        const { status } = await this.#call('PUT', `${this.path}${query}`);
        if (status === 404) await this.#reregister();
      } catch {
        this.missed++;
      }
    }
  }

  /** With the timestamp that it has: nothing of its own has changed. */
  #reregister() {
    return this.#call('POST', `/eureka/apps/${this.app}`, { instance: instance(this.app, this.id, this.document) });
  }

  async #call(method, path, body) {
    let failure;
    for (let tried = 0; tried < this.nodes.length; tried++) {
      const node = this.nodes[this.#at];
      try {
        const response = await node.fetch(path, {
          method,
          headers: { 'Content-Type': 'application/json' },
          body: body && JSON.stringify(body),
          timeoutMs: TIMEOUT_MS,
        });
        await response.arrayBuffer();
        if (response.status < 500) return response;
        failure = new Error(`${method} ${path}: ${response.status}`);
      } catch (error) {
        failure = error;
      }
      this.#at = (this.#at + 1) % this.nodes.length;
    }
    throw failure;
  }
}
