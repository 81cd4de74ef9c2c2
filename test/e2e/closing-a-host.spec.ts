import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import { connect as connectHttp2 } from 'node:http2';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { PassThrough } from 'node:stream';
import { Controller, Get, Module, StreamableFile } from '@nestjs/common';
import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { afterEach, describe, expect, it } from '@jest/globals';
import { RegistryModule } from '@nest-eureka/registry';
import { until } from '../support/until.js';

const download = { current: new PassThrough() };

@Controller('download')
class DownloadController {
  @Get()
  send(): StreamableFile {
    return new StreamableFile(download.current);
  }
}

@Module({ imports: [RegistryModule.forRoot({ shutdownTimeoutMs: 1 })], controllers: [DownloadController] })
class HostModule {}

describe.each([
  ['Express', () => new ExpressAdapter()],
  ['Fastify', () => new FastifyAdapter()],
] as const)('a host application on %s', (_name, adapter) => {
  let app: INestApplication;
  let port = 0;
  const leftovers: Duplex[] = [];
  afterEach(async () => {
    for (const socket of leftovers.splice(0)) socket.destroy();
    (app.getHttpServer() as Server).closeAllConnections();
    await app.close();
  });

  async function start(): Promise<void> {
    download.current = new PassThrough();
    app = await NestFactory.create(HostModule, adapter() as never, { logger: false });
    await app.listen(0, '127.0.0.1');
    ({ port } = (app.getHttpServer() as Server).address() as AddressInfo);
  }

  const isListening = (): boolean => (app.getHttpServer() as Server).listening;

  it('closes while a WebSocket is open, as Nest closes it before the listener', async () => {
    await start();
    const upgraded: Duplex[] = [];
    (app.getHttpServer() as Server).on('upgrade', (_request: IncomingMessage, socket: Duplex) => {
      socket.on('error', () => {});
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
      upgraded.push(socket);
      leftovers.push(socket);
    });
    const client = connect(port, '127.0.0.1').on('error', () => {});
    leftovers.push(client);
    client.write('GET /ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    await until('the socket is upgraded', () => upgraded.length > 0);
    // in Nest's order: gateways close after every beforeApplicationShutdown, and before the adapter
    const host = app.getHttpAdapter();
    const close = host.close.bind(host) as () => Promise<unknown>;
    host.close = () => {
      for (const socket of upgraded) socket.destroy();
      return close();
    };
    await app.close();
    expect(isListening()).toBe(false);
  });

  it('ends its own downloads in its own time', async () => {
    await start();
    let received = '';
    const ended = new Promise<void>((resolve, reject) => {
      request({ host: '127.0.0.1', port, path: '/download', agent: false }, (incoming) => {
        incoming.on('data', (chunk: Buffer) => (received += chunk.toString()));
        incoming.on('end', resolve).on('error', reject);
      })
        .on('error', reject)
        .end();
    });
    ended.catch(() => {});
    download.current.write('first ');
    await until('the download is under way', () => received !== '');
    const closed = app.close();
    await until('nobody listens any more', () => !isListening());
    await until('the timeout of the registry is over', after(50));
    download.current.end('second');
    await Promise.all([ended, closed]);
    expect(received).toBe('first second');
  });
});

it('a host application on HTTP/2 lets its sessions end in their own time', async () => {
  const app = await NestFactory.create(HostModule, new FastifyAdapter({ http2: true } as never), { logger: false });
  await app.listen(0, '127.0.0.1');
  const server = app.getHttpServer() as Server;
  const session = connectHttp2(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await once(session, 'connect');
  const closed = app.close();
  await until('nobody listens any more', () => !server.listening);
  await until('the timeout of the registry is over', after(50));
  expect(session.closed).toBe(false);
  session.close();
  await closed;
});

/** Holds once this long has passed. */
function after(ms: number): () => boolean {
  const from = performance.now();
  return () => performance.now() - from > ms;
}
