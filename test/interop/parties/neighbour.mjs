import { instance } from '../cases/request.mjs';

/** Instances that the suite itself registers, so that a client has something to see; they need no heartbeat. */
export class Neighbour {
  #registered = new Set();

  /** @param headers of every call, such as credentials */
  constructor(registry, app, headers = {}) {
    this.registry = registry;
    this.app = app;
    this.headers = headers;
  }

  id(name) {
    return `${name}:${this.app.toLowerCase()}:8080`;
  }

  async register(name, metadata, status = 'UP') {
    const leaseInfo = { renewalIntervalInSecs: 30, durationInSecs: 3_600 };
    const body = JSON.stringify({ instance: instance(this.app, this.id(name), { metadata, leaseInfo, status }) });
    const headers = { ...this.headers, 'Content-Type': 'application/json' };
    const answer = await fetch(`${this.registry.url}/eureka/apps/${this.app}`, { method: 'POST', headers, body });
    if (answer.status !== 204) throw new Error(`${this.id(name)} is not registered: ${answer.status}`);
    this.#registered.add(name);
  }

  async cancel(name) {
    const path = `/eureka/apps/${this.app}/${this.id(name)}`;
    const { status } = await this.registry.call('DELETE', path, this.headers);
    if (status !== 200) throw new Error(`${this.id(name)} is not cancelled: ${status}`);
    this.#registered.delete(name);
  }

  async leave() {
    for (const name of this.#registered) await this.cancel(name);
  }
}
