import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer, request as forward } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { Certificates, HAS_OPENSSL } from '../../spec-support/certificates.js';
import { FakeRegistry, status } from '../../spec-support/fake-registry.js';
import { depsOf, settingsFor } from '../../spec-support/settings.js';
import { until } from '../../spec-support/until.js';
import { createRegistryCalls } from '../create-registry-calls.js';
import type { TransportSettings } from '../transport-settings.js';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

/** Forwards plain requests and opens tunnels, and notes what was asked of it; a hung one does not open them. */
async function proxyServer(opens: 'tunnels' | 'nothing' | 'refusals' = 'tunnels') {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((incoming, outgoing) => {
    asked.push(`${incoming.method} ${incoming.url} ${incoming.headers['proxy-authorization'] ?? 'no one'}`);
    const onward = forward(incoming.url ?? '', { method: incoming.method ?? 'GET' }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  server.on('connect', (incoming, socket: Socket) => {
    asked.push(`${incoming.method} ${incoming.url} ${incoming.headers['proxy-authorization'] ?? 'no one'}`);
    socket.on('error', () => {});
    if (opens === 'nothing') return void socket.resume().once('end', () => socket.destroy());
    if (opens === 'refusals') return void socket.end('HTTP/1.1 407 Who are you\r\n\r\n');
    const [host = '', port = ''] = (incoming.url ?? '').split(':');
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return { asked, sockets, port: (server.address() as AddressInfo).port };
}

function beatTo(url: string, changes: Partial<TransportSettings>, deps = depsOf()) {
  const calls = createRegistryCalls(settingsFor([url], changes), deps);
  cleanups.unshift(() => calls.close());
  return calls.heartbeat('A', 'i', {});
}

const USER = `Basic ${Buffer.from('me:pw').toString('base64')}`;

describe('a proxy', () => {
  it('is asked for the whole URL of a plain registry', async () => {
    const proxy = await proxyServer();
    const registry = await FakeRegistry.start(status(200));
    cleanups.push(() => registry.stop());
    const settings = { proxy: { host: '127.0.0.1', port: proxy.port, user: 'me', password: 'pw' } };
    expect(await beatTo(registry.url, settings)).toMatchObject({ kind: 'answered', server: registry.url });
    expect(proxy.asked).toEqual([`PUT ${registry.url}apps/A/i ${USER}`]);
    expect(registry.asked[0]?.headers.host).toBe(`127.0.0.1:${registry.port}`);
  });

  it('is not used because of an environment variable', async () => {
    const proxy = await proxyServer();
    const registry = await FakeRegistry.start(status(200));
    cleanups.push(() => registry.stop());
    const before = process.env['HTTP_PROXY'];
    process.env['HTTP_PROXY'] = `http://127.0.0.1:${proxy.port}`;
    cleanups.push(() => {
      if (before === undefined) delete process.env['HTTP_PROXY'];
      else process.env['HTTP_PROXY'] = before;
    });
    expect(await beatTo(registry.url, {})).toMatchObject({ kind: 'answered' });
    expect(proxy.asked).toEqual([]);
  });

  it.each<['nothing' | 'refusals', number, string]>([
    ['nothing', 80, 'gave no connection within 80 ms'],
    ['refusals', 0, 'could not be asked (the proxy answered 407)'],
  ])('that opens %s makes the call fail', async (opens, afterMs, message) => {
    const clock = new ManualClock();
    const proxy = await proxyServer(opens);
    const settings = { proxy: { host: '127.0.0.1', port: proxy.port }, connectTimeoutMs: 80 };
    const call = beatTo('https://registry.test/eureka/', settings, depsOf({ clock }));
    await until('the proxy is asked', () => proxy.asked.length === 1);
    clock.advance(afterMs);
    expect(await call).toMatchObject({
      kind: 'failed',
      message: `No registry gave an answer: https://registry.test/eureka/ ${message}`,
    });
    expect(proxy.asked).toEqual(['CONNECT registry.test:443 no one']);
    await until('the proxy is left', () => proxy.sockets.size === 0);
  });

  it('that opens nothing is left at once when all is closed', async () => {
    const proxy = await proxyServer('nothing');
    const settings = settingsFor(['https://registry.test/'], { proxy: { host: '127.0.0.1', port: proxy.port } });
    const calls = createRegistryCalls(settings, depsOf());
    const call = calls.delta();
    await until('the proxy is asked', () => proxy.asked.length === 1);
    calls.close();
    expect(await call).toMatchObject({ kind: 'failed', reason: 'aborted' });
    await until('the proxy is left', () => proxy.sockets.size === 0);
  });

  (HAS_OPENSSL ? describe : describe.skip)('before a registry with TLS', () => {
    let certificates: Certificates;
    beforeAll(() => {
      certificates = new Certificates();
      certificates.sign('server');
    });
    afterAll(() => certificates.remove());

    it('opens a tunnel', async () => {
      const proxy = await proxyServer();
      const server = createSecureServer({
        key: readFileSync(certificates.path('server.key')),
        cert: readFileSync(certificates.path('server.pem')),
      });
      const registry = await FakeRegistry.start(status(200), server);
      cleanups.push(() => registry.stop());
      const settings = {
        proxy: { host: '127.0.0.1', port: proxy.port, user: 'me', password: 'pw' },
        tls: { ca: certificates.path('ca.pem') },
      };
      const url = registry.url.replace('http:', 'https:');
      expect(await beatTo(url, settings)).toMatchObject({ kind: 'answered', status: 200 });
      expect(proxy.asked).toEqual([`CONNECT 127.0.0.1:${registry.port} ${USER}`]);
    });
  });
});
