import { fileURLToPath } from 'node:url';
import { Child } from '../../interop/harness/child.mjs';
import { TalkingClient } from '../../interop/parties/talking-client.mjs';
import { registerRequest } from '../load/eureka-requests.mjs';
import { sampleInstance } from '../instances.mjs';

const script = (name) => fileURLToPath(new URL(name, import.meta.url));

/** Nothing but what has to be said; no copy on disk. */
const plainOptions = (registry, name) => [
  `--spring.application.name=${name}`,
  `--eureka.client.service-url.defaultZone=http://127.0.0.1:${registry.port}/eureka/`,
  '--eureka.client.cache-enabled=false',
];

/** The quickest that a Spring configuration can say. */
const clientOptions = (registry, name) => [
  ...plainOptions(registry, name),
  '--eureka.client.registry-fetch-interval-seconds=1',
];

/** An application that calls by name; `ask({ do: … })` as in caller-process.mjs. */
export function startCaller(registry) {
  const options = [...clientOptions(registry, 'caller'), '--eureka.client.register-with-eureka=false'];
  const client = new TalkingClient('bench-caller', process.execPath, [script('caller-process.mjs'), ...options]);
  return { ask: (command) => client.ask(JSON.stringify(command)), stop: () => client.kill() };
}

export async function startPlainProvider(delayMs = 0) {
  const args = [script('plain-provider-process.mjs'), String(delayMs)];
  const child = new Child('bench-provider', process.execPath, args);
  return { port: await portOf(child), stop: () => child.kill() };
}

/** Calls at a steady rate, with the defaults of a client, and says whom; `ask({ do: … })` as in steady-caller.mjs. */
export function startSteadyCaller(registry) {
  const options = [...plainOptions(registry, 'caller'), '--eureka.client.register-with-eureka=false'];
  const client = new TalkingClient('bench-steady-caller', process.execPath, [script('steady-caller.mjs'), ...options]);
  return { ask: (command) => client.ask(JSON.stringify(command)), stop: () => client.kill() };
}

/** Registers by itself and leaves at SIGTERM; callers have `waitSeconds` to see it. */
export function startNestProvider(registry, { waitSeconds }) {
  return startProvider([
    ...clientOptions(registry, 'orders'),
    '--eureka.client.fetch-registry=false',
    '--eureka.instance.lease-renewal-interval-in-seconds=1',
    '--eureka.instance.lease-expiration-duration-in-seconds=3',
    `--eureka.instance.drain.wait-seconds=${waitSeconds}`,
  ]);
}

/** Registers by itself, with the defaults of a client. */
export function startDefaultProvider(registry) {
  return startProvider(plainOptions(registry, 'orders'));
}

async function startProvider(options) {
  const args = [script('nest-provider-process.mjs'), ...options, '--eureka.instance.hostname=127.0.0.1'];
  const child = new Child('bench-nest-provider', process.execPath, args);
  return { port: await portOf(child), stop: () => child.stop({ graceMs: 40_000 }), kill: () => child.kill() };
}

/** It listens where the system lets it, and says so. */
function portOf(child) {
  return child.ready('its port', async () => Number(/^port (\d+)$/m.exec(child.log())?.[1] ?? 0), 30_000);
}

/** Enters a provider that cannot do so itself, for as long as any run takes. */
export async function enter(registry, service, { port }) {
  const instance = {
    ...sampleInstance(0),
    instanceId: `${service}:${port}`,
    app: service.toUpperCase(),
    hostName: '127.0.0.1',
    ipAddr: '127.0.0.1',
    port: { $: port, '@enabled': 'true' },
    vipAddress: service,
    secureVipAddress: service,
    metadata: {},
  };
  const { status } = await registry.call(registerRequest(instance));
  if (status !== 204) throw new Error(`registering answers ${status}`);
}
