import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { afterEach, describe, expect, it } from '@jest/globals';
import { RegistryModule } from '@nest-eureka/registry';
import { aRegistration } from '../support/an-instance.js';
import { ChangeStream, instancesOf } from '../support/change-stream.js';
import { useCleanSurroundings } from '../support/clean-surroundings.js';
import { ADAPTERS } from '../support/discovery-app.js';
import { HttpCaller } from '../support/http-caller.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';
import { until } from '../support/until.js';

useCleanSurroundings();

@Module({ imports: [RegistryModule.forRoot({ watch: { coalesceMs: 5 } })] })
class HostModule {}

async function register(server: HttpCaller, app: string, instanceId: string, vipAddress = 'orders'): Promise<void> {
  await server.post(`/eureka/apps/${app}`, aRegistration({ app, instanceId, vipAddress }));
}

const basic = (name: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${name}:pw`).toString('base64')}`,
});

describe('the change stream', () => {
  const servers: RegistryServer[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });
  async function start(...args: Parameters<typeof startRegistry>): Promise<RegistryServer> {
    const server = await startRegistry(...args);
    servers.push(server);
    return server;
  }

  it('shows the registry as /apps does, then changes as /apps/delta does', async () => {
    const server = await start();
    await register(server, 'ORDERS', 'one');
    const stream = await ChangeStream.open(`${server.url}/eureka/x/watch`);
    expect([stream.status, stream.headers['content-type'], stream.headers['x-accel-buffering']]).toEqual([
      200,
      'text/event-stream',
      'no',
    ]);
    const snapshot = await stream.next();
    expect([snapshot.type, instancesOf(snapshot)]).toEqual(['snapshot', ['ORDERS/one UP ADDED']]);
    expect(JSON.parse(snapshot.data)).toEqual((await server.get('/eureka/apps')).json());
    await server.put('/eureka/apps/ORDERS/one/status?value=OUT_OF_SERVICE');
    const changes = await stream.next();
    expect([changes.type, instancesOf(changes)]).toEqual(['changes', ['ORDERS/one OUT_OF_SERVICE MODIFIED']]);
    const delta = (await server.get('/eureka/apps/delta')).json();
    expect(JSON.parse(changes.data)).toEqual(delta);
    await server.delete('/eureka/apps/ORDERS/one');
    expect(instancesOf(await stream.next())).toEqual(['ORDERS/one OUT_OF_SERVICE DELETED']);
  });

  it('goes on after the event that the reader had last, by header or query', async () => {
    const server = await start();
    const stream = await ChangeStream.open(`${server.url}/eureka/x/watch`);
    const { id } = await stream.next();
    stream.close();
    await register(server, 'ORDERS', 'one');
    const byHeader = await ChangeStream.open(`${server.url}/eureka/x/watch`, { 'last-event-id': id });
    const byQuery = await ChangeStream.open(`${server.url}/eureka/x/watch?since=${encodeURIComponent(id)}`);
    for (const resumed of [byHeader, byQuery]) {
      const changes = await resumed.next();
      expect([changes.type, instancesOf(changes)]).toEqual(['changes', ['ORDERS/one UP ADDED']]);
    }
    const elsewhere = await ChangeStream.open(`${server.url}/eureka/x/watch?since=0@another-node`);
    expect((await elsewhere.next()).type).toBe('snapshot');
  });

  it('tells of chosen applications and VIP addresses alone', async () => {
    const server = await start();
    const stream = await ChangeStream.open(`${server.url}/eureka/v2/x/watch?apps=stock&vips=paid`);
    await stream.next();
    await register(server, 'ORDERS', 'one');
    await register(server, 'STOCK', 'two');
    await register(server, 'BILLS', 'three', 'paid');
    const seen: string[] = [];
    await until('both are told', async () => {
      seen.push(...instancesOf(await stream.next()));
      return seen.length >= 2;
    });
    expect(seen.toSorted()).toEqual(['BILLS/three UP ADDED', 'STOCK/two UP ADDED']);
  });

  it('shows now and then that it lives', async () => {
    const server = await start({ watch: { heartbeatIntervalMs: 100 } });
    const stream = await ChangeStream.open(`${server.url}/eureka/x/watch`);
    await until('two heartbeats', () => stream.comments >= 2);
  });

  it('is for readers, and lets no more in than it may', async () => {
    const users = [{ name: 'reader', password: 'pw', roles: ['reader' as const] }];
    const server = await start({ users, watch: { maxSubscribers: 1 } });
    const url = `${server.url}/eureka/x/watch`;
    expect((await ChangeStream.open(url)).status).toBe(401);
    const stream = await ChangeStream.open(url, basic('reader'));
    expect((await stream.next()).type).toBe('snapshot');
    const refused = await ChangeStream.open(url, basic('reader'));
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '60']);
    const whoHasSeen = await server.get('/eureka/x/watch/seen?app=A&id=i', basic('reader'));
    expect(whoHasSeen.status).toBe(403);
  });

  it.each([
    ['switched off', { watch: { enabled: false } }, 404],
    ['not ready', { client: { serviceUrl: { defaultZone: 'http://127.0.0.1:1/eureka/' } } }, 503],
  ])('is not there while the registry is %s', async (_what, options, status) => {
    const server = await start(options);
    expect((await ChangeStream.open(`${server.url}/eureka/x/watch`)).status).toBe(status);
  });

  it('ends when the server stops, which waits for nobody', async () => {
    const server = await start();
    const stream = await ChangeStream.open(`${server.url}/eureka/x/watch`);
    await stream.next();
    const from = performance.now();
    await server.close();
    await until('the stream has ended', () => stream.hasEnded);
    // the time after which connections are cut is 30 s
    expect(performance.now() - from).toBeLessThan(10_000);
  });

  it('shows what a peer replicates', async () => {
    const server = await start();
    const stream = await ChangeStream.open(`${server.url}/eureka/x/watch`);
    await stream.next();
    const headers = { 'x-netflix-discovery-replication': 'true' };
    await server.post('/eureka/apps/ORDERS', aRegistration({ instanceId: 'from-peer' }), headers);
    expect(instancesOf(await stream.next())).toEqual(['ORDERS/from-peer UP ADDED']);
  });

  it('shows everything as it is now where lists may be old', async () => {
    const server = await start({ defaults: 'netflix', client: { registerWithEureka: false } });
    const before = await server.get('/eureka/apps');
    await register(server, 'ORDERS', 'one');
    expect((await server.get('/eureka/apps')).text).toBe(before.text);
    const stream = await ChangeStream.open(`${server.url}/eureka/x/watch?snapshot=false`);
    const snapshot = await stream.next();
    expect([snapshot.type, instancesOf(snapshot)]).toEqual(['snapshot', ['ORDERS/one UP ADDED']]);
  });

  it.each(ADAPTERS)('works inside an application on %s', async (_name, createAdapter) => {
    const app = await NestFactory.create(HostModule, createAdapter() as never, { logger: false });
    await app.listen(0, '127.0.0.1');
    const { port } = (app.getHttpServer() as Server).address() as AddressInfo;
    const host = new HttpCaller(`http://127.0.0.1:${port}`);
    const stream = await ChangeStream.open(`${host.url}/eureka/x/watch`);
    await stream.next();
    await register(host, 'ORDERS', 'one');
    expect(instancesOf(await stream.next())).toEqual(['ORDERS/one UP ADDED']);
    await app.close();
    await until('the stream has ended', () => stream.hasEnded);
  });

  it('tells a leaving instance when its watchers have seen that it leaves', async () => {
    const server = await start();
    await register(server, 'ORDERS', 'one');
    const stream = await ChangeStream.open(`${server.url}/eureka/x/watch?confirm=true&snapshot=false`);
    expect((await stream.next()).type).toBe('start-over');
    await server.put('/eureka/apps/ORDERS/one/status?value=OUT_OF_SERVICE');
    const asked = server.get('/eureka/x/watch/seen?app=orders&id=one&wait=8000');
    expect((await stream.next()).type).toBe('changes');
    const confirm = await stream.next();
    expect(confirm.type).toBe('confirm');
    const told = `stream=${String(stream.headers['x-eureka-stream'])}&revision=${encodeURIComponent(confirm.data)}`;
    expect((await server.post(`/eureka/x/watch/seen?${told}`, '')).status).toBe(204);
    expect((await asked).json()).toEqual({
      seen: true,
      watchers: 1,
      missing: 0,
      polled: false,
      otherNodes: 0,
      silentNodes: 0,
    });
  });

  it('does not vouch for clients that poll', async () => {
    const server = await start();
    await register(server, 'ORDERS', 'one');
    const seen = async () => (await server.get('/eureka/x/watch/seen?app=ORDERS&id=one')).json();
    const client = { 'x-eureka-watcher': 'client-1' };
    await server.get('/eureka/apps/delta', client);
    const stream = await ChangeStream.open(`${server.url}/eureka/x/watch`, client);
    await stream.next();
    expect(await seen()).toEqual({ seen: true, watchers: 1, missing: 0, polled: false, otherNodes: 0, silentNodes: 0 });
    stream.close();
    await server.get('/eureka/apps/delta');
    expect(await seen()).toMatchObject({ seen: false, polled: true });
  });

  it.each([
    ['GET', 'seen?app=ORDERS&id=nobody', 404],
    ['GET', 'seen?app=ORDERS', 400],
    ['GET', 'seen?app=ORDERS&id=x&wait=soon', 400],
    ['POST', 'seen?stream=x&revision=1@y', 404],
    ['POST', 'seen?stream=x&revision=1', 400],
  ])('answers %s %s with %i', async (method, path, status) => {
    const server = await start();
    const answer = await (method === 'GET'
      ? server.get(`/eureka/x/watch/${path}`)
      : server.post(`/eureka/x/watch/${path}`, ''));
    expect(answer.status).toBe(status);
  });
});
