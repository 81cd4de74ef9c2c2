import { instance } from '../cases/request.mjs';

/** Instances that the suite itself registers, so that a client has something to see; they need no heartbeat. */
export class Neighbour {
  #registered = new Set();

  constructor(registry, app) {
    this.registry = registry;
    this.app = app;
  }

  id(name) {
    return `${name}:${this.app.toLowerCase()}:8080`;
  }

  async register(name, metadata) {
    const leaseInfo = { renewalIntervalInSecs: 30, durationInSecs: 3_600 };
    const body = JSON.stringify({ instance: instance(this.app, this.id(name), { metadata, leaseInfo }) });
    const headers = { 'Content-Type': 'application/json' };
    const { status } = await fetch(`${this.registry.url}/eureka/apps/${this.app}`, { method: 'POST', headers, body });
    if (status !== 204) throw new Error(`${this.id(name)} is not registered: ${status}`);
    this.#registered.add(name);
  }

  async cancel(name) {
    const { status } = await this.registry.call('DELETE', `/eureka/apps/${this.app}/${this.id(name)}`);
    if (status !== 200) throw new Error(`${this.id(name)} is not cancelled: ${status}`);
    this.#registered.delete(name);
  }

  async leave() {
    for (const name of this.#registered) await this.cancel(name);
  }
}
