import { connect, createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { aRegistration } from '../support/an-instance.js';
import { RegistryCluster } from '../support/registry-cluster.js';
import { until } from '../support/until.js';

const APP = '/eureka/apps/ORDERS';
const ID = 'web1.example.com:orders:8080';
const CLIENT = { authorization: `Basic ${Buffer.from('app:app').toString('base64')}` };
const USERS = [
  { name: 'app', password: '{noop}app', roles: ['reader', 'registrar'] },
  { name: 'node', password: '{noop}se@cret', roles: ['peer'] },
] as const;

/** The URLs with a name and a password in each. */
function as(user: string, urls: readonly string[]): { serviceUrl: { defaultZone: readonly string[] } } {
  return { serviceUrl: { defaultZone: urls.map((url) => url.replace('http://', `http://${user}@`)) } };
}

async function startListener(server: Server): Promise<number> {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

describe('peers', () => {
  const closing: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  async function start(...given: Parameters<typeof RegistryCluster.start>): Promise<RegistryCluster> {
    const cluster = await RegistryCluster.start(...given);
    closing.push(() => cluster.close());
    return cluster;
  }

  it('are let in by the name and password of their URL, which is shown nowhere', async () => {
    const cluster = await start(2, (_index, urls) => ({ users: USERS, client: as('node:se%40cret', urls) }));
    const [here, there] = [cluster.node(0), cluster.node(1)];
    await here.post(APP, aRegistration(), CLIENT);
    await until('the other has it', () => there.registry.instance('ORDERS', ID));
    const shown = [
      await here.get('/eureka/status', { ...CLIENT, accept: 'application/json' }),
      await here.get('/eureka/status', { ...CLIENT, accept: 'application/xml' }),
      await here.get('/', { ...CLIENT, accept: 'text/html' }),
    ];
    for (const { status, text } of shown) {
      expect(status).toBe(200);
      expect(text).toContain(`http://127.0.0.1:${there.port}/eureka/`);
      expect(text).not.toMatch(/cret|node:/);
    }
  });

  it('never show the credentials of a peer, whatever becomes of it', async () => {
    const said: string[] = [];
    const listen = (...parts: readonly unknown[]): void => void said.push(parts.map(String).join(' '));
    const cluster = await start(2, (_index, urls) => ({
      users: USERS,
      client: {
        serviceUrl: {
          defaultZone: [
            ...urls.map((url) => url.replace('http://', 'http://node:se%40cret@')),
            // nobody listens there; an answer that is a refusal; a name that nobody knows
            'http://node:se%40cret@127.0.0.1:1/eureka/',
            `${urls[0]?.replace('http://', 'http://app:se%40cret@')}nowhere/`,
            'http://node:se%40cret@no-such-host.invalid:8761/eureka/',
          ],
        },
      },
    }));
    const listener = { log: listen, warn: listen, error: listen, debug: listen, verbose: listen, fatal: listen };
    closing.push(() => Logger.overrideLogger(false));
    Logger.overrideLogger(listener);
    await cluster.stop(1);
    await cluster.restart(1);
    Logger.overrideLogger(listener);
    const here = cluster.node(0);
    const read = async (path: string, accept: string): Promise<string> => {
      const { status, text } = await here.get(path, { ...CLIENT, accept });
      expect(status).toBe(200);
      return text;
    };
    await until('a peer is missed', async () =>
      (await read('/eureka/x/cluster', 'application/json')).includes('"breaker":"open"'),
    );
    await until('it is said', () => said.some((line) => line.includes('is not available')));
    const shown = [
      await read('/eureka/x/cluster', 'application/json'),
      await read('/eureka/status', 'application/json'),
      await read('/eureka/status', 'application/xml'),
      await read('/', 'text/html'),
      ...said,
    ];
    expect(shown[0]).toContain('127.0.0.1:1/');
    for (const text of shown) expect(text).not.toMatch(/se(%40|@)cret|node:|app:se/);
  });

  it('take nothing from a user who may not be a peer', async () => {
    const cluster = await start(2, (_index, urls) => ({ users: USERS, client: as('app:app', urls) }));
    await cluster.node(0).post(APP, aRegistration(), CLIENT);
    await until('the refusal is seen', async () => {
      const { text } = await cluster.node(0).get('/', { ...CLIENT, accept: 'text/html' });
      return text.includes('not available: it answered 403');
    });
    expect(
      cluster
        .node(1)
        .registry.applications()
        .map(({ name }) => name),
    ).toEqual(['UNKNOWN']);
  });

  it('leave out a URL that leads back to the node by a way it does not know', async () => {
    const detour = createServer((from) => {
      const to = connect(cluster.ports[0] ?? 0, '127.0.0.1');
      from.pipe(to).pipe(from);
      from.on('error', () => to.destroy());
      to.on('error', () => from.destroy());
    });
    const port = await startListener(detour);
    closing.push(() => detour.close());
    const cluster = await start(1, (_index, urls) => ({
      client: { serviceUrl: { defaultZone: [...urls, `http://127.0.0.1:${port}/eureka/`] } },
    }));
    await until('it is recognised', async () => {
      const { text } = await cluster.node(0).get('/eureka/status');
      return text.includes('"registered-replicas":""');
    });
    const origins: string[] = [];
    cluster.node(0).registry.observe(({ id, origin }) => void (id === ID && origins.push(origin)));
    await cluster.node(0).post(APP, aRegistration());
    await cluster.node(0).put(`${APP}/${ID}`);
    // what went a way round would be here by now: a heartbeat waits for half a second before it leaves
    await pause(1000);
    expect(origins).toEqual(['client', 'client']);
  });

  it('do not wait for one that hangs', async () => {
    const hanging = createServer((socket) => void socket.on('error', () => {}));
    const port = await startListener(hanging);
    closing.push(() => hanging.close());
    const cluster = await start(2, (_index, urls) => ({
      client: { serviceUrl: { defaultZone: [`http://127.0.0.1:${port}/eureka/`, ...urls] } },
      peerNodeReadTimeoutMs: 60_000,
      maxElementsInPeerReplicationPool: 50,
    }));
    await cluster.node(0).post(APP, aRegistration({ instanceId: 'first' }));
    await until('the other has it', () => cluster.node(1).registry.instance('ORDERS', 'first'));
    for (let n = 0; n < 100; n++) await cluster.node(0).post(APP, aRegistration({ instanceId: `i-${n}` }));
    const from = performance.now();
    await cluster.node(0).put(`${APP}/i-99`);
    expect(performance.now() - from).toBeLessThan(5000);
    await until(
      'the other has all',
      () => cluster.node(1).registry.application('ORDERS')?.instances.length === 101,
      10_000,
    );
    const stoppedFrom = performance.now();
    await cluster.close();
    // and not the minute after which the peer would be given up
    expect(performance.now() - stoppedFrom).toBeLessThan(30_000);
  }, 90_000);
});
