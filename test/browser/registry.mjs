import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from '../interop/harness/ports.mjs';
import { until } from '../interop/harness/until.mjs';

/** `SERVER` names another build. */
const main = process.env.SERVER ?? fileURLToPath(new URL('../../dist/main.js', import.meta.url));
/** A busy machine takes its time. */
const START_MS = 60_000;
const JSON_TYPE = { 'content-type': 'application/json' };

/** A server of ours as users start it, on a port of its own that it keeps over a restart. */
export class Registry {
  #process;

  constructor(port, options, headers) {
    this.port = port;
    this.options = options;
    this.headers = headers;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async start(options = [], { port, credentials } = {}) {
    const headers = credentials && { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
    const registry = new Registry(port ?? (await freePort()), options, headers);
    await registry.start();
    return registry;
  }

  async start() {
    this.#process = spawn(process.execPath, [main, `--server.port=${this.port}`, ...this.options], { stdio: 'ignore' });
    const isThere = () => this.call('GET', '/eureka/apps').then(({ status }) => status === 200);
    await until('the registry answers', isThere, { withinMs: START_MS });
  }

  async stop(signal = 'SIGTERM') {
    if (this.#process === undefined || this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const gone = once(this.#process, 'exit');
    this.#process.kill(signal);
    await gone;
  }

  call(method, path, body) {
    return fetch(this.url + path, {
      method,
      headers: { accept: 'application/json', ...this.headers, ...(body === undefined ? {} : JSON_TYPE) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  }

  async register(app, instanceId, changes = {}) {
    const answer = await this.call('POST', `/eureka/apps/${encodeURIComponent(app)}`, {
      instance: anInstance(app, instanceId, changes),
    });
    if (answer.status !== 204) throw new Error(`registering ${app}/${instanceId}: ${answer.status}`);
  }

  async statusOf(app, id) {
    const answer = await this.call('GET', `/eureka/apps/${app}/${id}`);
    return (await answer.json()).instance.status;
  }
}

export function anInstance(app, instanceId, changes = {}) {
  return {
    instanceId,
    app,
    hostName: `${instanceId}.example.com`,
    ipAddr: '10.0.0.1',
    vipAddress: app.toLowerCase(),
    status: 'UP',
    port: { $: 8080, '@enabled': 'true' },
    securePort: { $: 443, '@enabled': 'false' },
    homePageUrl: `http://${instanceId}.example.com:8080/`,
    dataCenterInfo: { '@class': 'com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo', name: 'MyOwn' },
    leaseInfo: { renewalIntervalInSecs: 30, durationInSecs: 90 },
    metadata: { zone: 'zone-a', version: '1.0' },
    ...changes,
  };
}
