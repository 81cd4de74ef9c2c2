import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../harness/ports.mjs';
import { Unavailable } from '../harness/unavailable.mjs';
import { until } from '../harness/until.mjs';
import { fargoClient, startGoClient } from '../parties/go-client.mjs';
import { javaJar } from '../parties/java-build.mjs';
import { startJavaClient } from '../parties/java-client.mjs';
import { RENEWED_SOON, startJavaEurekaServer } from '../parties/java-server.mjs';
import { requireLibraries, startNestClient } from '../parties/nest-client.mjs';
import { Neighbour } from '../parties/neighbour.mjs';
import { requireOurBuild, startOurServer } from '../parties/our-server.mjs';
import { startPythonClient, virtualPython } from '../parties/python-client.mjs';
import { RegistryView } from '../parties/registry-view.mjs';

const SEEN = 'SEEN';
const EXPECTED = ['a', 'b', 'c'];
const LEASE_SECS = 10;
const LOOK_EVERY_MS = 200;
/** Several heartbeats and fetches of every client fall into it. */
const DOWN_MS = 5000;

export const suite = {
  name: 'failing-over',
  title: 'clients of four languages go to the other node when theirs is killed, and see no gap',
  async run(run) {
    await requireOurBuild();
    await prepare();
    for (const second of run.settings.all ? ['ours', 'java'] : ['ours']) {
      await story(run, second);
      await run.tearDown();
    }
  },
};

async function story(run, second) {
  const nodes = await startPair(run, second);
  const neighbour = new Neighbour(nodes[0].view, SEEN);
  for (const name of EXPECTED) await neighbour.register(name, {});
  const ids = EXPECTED.map((name) => neighbour.id(name));
  const serviceUrl = nodes.map(({ url }) => `${url}/eureka/`).join(',');
  const clients = (await Promise.all(starters.map((start) => started(run, start, serviceUrl, ids)))).filter(Boolean);
  // a Java node that starts shows what it has, nothing at first: who asks it each time sees that
  const watched = second === 'java' ? clients.filter(({ keepsCopy }) => keepsCopy) : clients;
  const watches = watched.map((client) => new Watch(client, ids));
  run.later(() => Promise.all(watches.map((watch) => watch.stop())));
  for (const watch of watches) watch.begin();
  const step = run.chain();
  // nodes do not wait for each other: what one was told in its last moment is with the others only after the next heartbeat
  await step(`[ours and ${second}] both have everybody`, () => haveEverybody(nodes, clients, ids));
  for (const [index, node] of nodes.entries()) {
    await step(
      `[ours and ${second}] ${node.name} ${index + 1} is killed: the other keeps every client, always`,
      async () => {
        const survivor = nodes[1 - index];
        await node.kill();
        const before = await renewals(survivor, clients);
        const over = performance.now() + DOWN_MS;
        while (performance.now() < over) {
          for (const { name, app, id } of clients)
            strictEqual(await survivor.view.status(app, id), 'UP', `${name} at ${survivor.name} ${2 - index}`);
          await pause(LOOK_EVERY_MS);
        }
        // nobody but the client itself can have renewed it
        await until('each has moved its heartbeats', async () =>
          (await renewals(survivor, clients)).every((renewedAt, which) => renewedAt > before[which]),
        );
        await node.start();
        await haveEverybody([node], clients, ids);
      },
    );
  }
  for (const watch of watches) {
    await step(`[ours and ${second}] ${watch.client.name} saw all instances each time it was asked`, async () => {
      await watch.stop();
      deepStrictEqual(watch.gaps, []);
    });
  }
}

function haveEverybody(nodes, clients, ids) {
  return until('everybody is there', async () => {
    for (const { view } of nodes) {
      for (const { app, id, name } of clients) strictEqual(await view.status(app, id), 'UP', `${name} at ${view.url}`);
      const seen = (await view.instances(SEEN)).map(({ instanceId }) => instanceId);
      deepStrictEqual(seen.toSorted(), ids, view.url);
    }
    return true;
  });
}

function renewals({ view }, clients) {
  return Promise.all(clients.map(async ({ app, id }) => (await view.lease(app, id)).lastRenewalTimestamp));
}

/** Two registries on loopback; each can be killed and started again. */
async function startPair(run, second) {
  const ports = [await freePort(), await freePort()];
  // Java goes by the host alone
  const hosts = second === 'java' ? ['127.0.0.1', 'localhost'] : ['127.0.0.1', '127.0.0.1'];
  const zone = `--eureka.client.service-url.defaultZone=${ports.map((port, index) => `http://${hosts[index]}:${port}/eureka/`).join(',')}`;
  const nodes = ports.map((port, index) => {
    const isJava = second === 'java' && index === 1;
    const args = [
      zone,
      `--eureka.instance.hostname=${hosts[index]}`,
      '--eureka.server.use-read-only-response-cache=false',
      '--eureka.server.eviction-interval-timer-in-ms=1000',
      '--eureka.server.enable-self-preservation=false',
    ];
    let running;
    const url = `http://127.0.0.1:${port}`;
    return {
      name: isJava ? 'java' : 'ours',
      url,
      view: new RegistryView(url),
      async start() {
        running = await (isJava
          ? startJavaEurekaServer({ port, args: [...args, RENEWED_SOON] })
          : startOurServer({ port, args }));
        await until('it may be read', async () => (await fetch(`${url}/eureka/apps`)).status === 200);
      },
      kill: () => (running?.kill ?? running?.stop)?.(),
    };
  });
  run.later(() => Promise.all(nodes.map((node) => node.kill())));
  await Promise.all(nodes.map((node) => node.start()));
  return nodes;
}

/** What is missing is built before anything is watched: a build takes the machine from whatever runs beside it. */
async function prepare() {
  await requireLibraries();
  for (const build of [() => javaJar('client'), virtualPython, fargoClient]) {
    await build().catch((error) => {
      // its client says so when it is started
      if (!(error instanceof Unavailable)) throw error;
    });
  }
}

async function started(run, start, serviceUrl, ids) {
  let client;
  await run.case(`${start.name.replace('start', '')}: registers and sees`, async () => {
    client = await start(serviceUrl);
    run.later(() => client.kill());
    await until('it sees all', async () => String((await client.see()).toSorted()) === String(ids));
  });
  return client;
}

const starters = [startJava, startPython, startGo, startNest];

async function startJava(serviceUrl) {
  const client = await startJavaClient({ app: 'over-java', serviceUrl, leaseSecs: LEASE_SECS });
  return {
    name: 'Java',
    keepsCopy: true,
    app: 'OVER-JAVA',
    id: client.id,
    see: () => client.read(`/instances/${SEEN}`),
    kill: client.kill,
  };
}

async function startNest(serviceUrl) {
  const client = await startNestClient({ app: 'over-nest', serviceUrl, leaseSecs: LEASE_SECS });
  const see = async () => {
    const { instances } = await client.read('/hash');
    return instances.filter((name) => name.startsWith(`${SEEN}/`)).map((name) => name.slice(SEEN.length + 1));
  };
  return { name: 'Nest', keepsCopy: true, app: 'OVER-NEST', id: client.id, see, kill: client.kill };
}

function startPython(serviceUrl) {
  return startTalking('Python', startPythonClient, { serviceUrl, keepsCopy: true });
}

function startGo(serviceUrl) {
  return startTalking('Go', startGoClient, { serviceUrl, format: 'xml' });
}

async function startTalking(name, start, { keepsCopy = false, ...options }) {
  const app = `over-${name.toLowerCase()}`;
  const port = await freePort();
  const id = `127.0.0.1:${app}:${port}`;
  const client = await start({ ...options, app, id, port, leaseSecs: LEASE_SECS });
  return {
    name,
    keepsCopy,
    app: app.toUpperCase(),
    id,
    see: () => client.ask(`see ${SEEN}`),
    kill: () => client.kill(),
  };
}

/** Asks a client again and again what it sees. */
class Watch {
  gaps = [];
  #isOver = false;
  #watching;

  constructor(client, ids) {
    this.client = client;
    this.expected = String(ids);
  }

  begin() {
    this.#watching = this.#watch();
  }

  async stop() {
    this.#isOver = true;
    await this.#watching;
  }

  async #watch() {
    while (!this.#isOver) {
      const seen = await this.#sees();
      if (seen !== this.expected) this.gaps.push(seen);
      await pause(LOOK_EVERY_MS);
    }
  }

  async #sees() {
    try {
      return String((await this.client.see()).toSorted());
    } catch (error) {
      return `failed: ${error.message}`;
    }
  }
}
