// A registry, two providers and a consumer in one go: the consumer calls the providers by name, one of them is killed, calls go on.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const PHASE_MS = 5000;
const BETWEEN_CALLS_MS = 50;
const PATIENCE_MS = 30_000;
const running = [];

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stopAll().then(() => process.exit(130)));

try {
  await story();
} catch (error) {
  console.error(`the demonstration failed: ${error.message}`);
  process.exitCode = 1;
} finally {
  await stopAll();
}

async function story() {
  const registry = start('registry', root, 'dist/main.js', { SERVER_PORT: '0' });
  const serviceUrl = await until('the registry listens', () => /http:\/\/127[^ ]+eureka\//.exec(registry.output)?.[0]);
  say(`registry at ${serviceUrl}`);
  const surroundings = {
    PORT: '0',
    EUREKA_CLIENT_SERVICEURL_DEFAULTZONE: serviceUrl,
    // a killed provider is gone after 3 s in place of 90
    EUREKA_INSTANCE_LEASERENEWALINTERVALINSECONDS: '1',
    EUREKA_INSTANCE_LEASEEXPIRATIONDURATIONINSECONDS: '3',
  };
  const providers = [1, 2].map((n) => start(`provider ${n}`, `${root}examples/provider`, 'dist/main.js', surroundings));
  start('consumer', `${root}examples/consumer`, 'dist/main.js', surroundings);

  const orders = await until('both providers are registered', async () => {
    const instances = await instancesOf(serviceUrl, 'ORDERS');
    return instances.length === providers.length && instances;
  });
  const [shop] = await until('the consumer is registered', async () => {
    const instances = await instancesOf(serviceUrl, 'SHOP');
    return instances.length > 0 && instances;
  });
  say(`orders is at ${orders.map(addressOf).join(' and ')}, shop at ${addressOf(shop)}`);

  const buy = `http://${addressOf(shop)}/buy/1`;
  await until('the consumer finds the providers', async () => (await call(buy)) !== undefined);
  await calls('both providers', buy);

  const [victim] = providers;
  victim.child.kill('SIGKILL');
  const killedAt = Date.now();
  say('kill -9 of provider 1');
  await calls('one provider', buy);
  await until('the killed provider is gone', async () => (await instancesOf(serviceUrl, 'ORDERS')).length === 1);
  const seconds = (Date.now() - killedAt) / 1000;
  say(`it is gone from the registry, ${seconds.toFixed(1)} s after its death at the latest`);

  await stop(providers[1]);
  const left = await instancesOf(serviceUrl, 'ORDERS');
  if (left.length > 0) throw new Error(`a provider that was asked to stop is still registered: ${left.map(addressOf)}`);
  say('provider 2 was asked to stop: it took itself out of the registry');
}

/** Calls the consumer for some seconds and says who answered; an error that the caller saw ends the demonstration. */
async function calls(title, url) {
  const answeredBy = new Map();
  const endAt = Date.now() + PHASE_MS;
  while (Date.now() < endAt) {
    const from = await call(url);
    if (from === undefined) throw new Error(`a call failed with ${title}`);
    answeredBy.set(from, (answeredBy.get(from) ?? 0) + 1);
    await pause(BETWEEN_CALLS_MS);
  }
  const parts = Array.from(answeredBy, ([from, count]) => `${count} by ${from}`);
  say(`calls with ${title}: ${parts.join(', ')}, 0 failed`);
}

async function call(url) {
  try {
    const response = await fetch(url);
    return response.ok ? (await response.json()).bought.from : undefined;
  } catch {
    return undefined;
  }
}

async function instancesOf(serviceUrl, app) {
  const response = await fetch(`${serviceUrl}apps/${app}`, { headers: { accept: 'application/json' } });
  return response.ok ? (await response.json()).application.instance : [];
}

function addressOf({ hostName, port }) {
  return `${hostName}:${port.$}`;
}

function start(name, cwd, script, variables) {
  const child = spawn(process.execPath, [script], { cwd, env: { PATH: process.env.PATH, ...variables } });
  const party = { name, child, output: '', exited: once(child, 'exit') };
  const keep = (chunk) => (party.output += chunk);
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);
  running.push(party);
  return party;
}

async function stop({ child, exited }) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  await exited;
  clearTimeout(timer);
}

async function stopAll() {
  for (const party of running.splice(0).reverse()) await stop(party);
}

async function until(what, happens) {
  const endAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const result = await happens();
    if (result) return result;
    const dead = running.find(({ child }) => child.exitCode !== null);
    if (dead !== undefined) throw new Error(`${dead.name} has ended:\n${dead.output}`);
    if (Date.now() > endAt)
      throw new Error(`waited in vain until ${what}:\n${running.map(({ output }) => output).join('\n')}`);
    await pause(50);
  }
}

function say(text) {
  console.log(`${new Date().toISOString().slice(11, 23)}  ${text}`);
}
