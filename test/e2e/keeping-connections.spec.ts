import type { Server } from 'node:http';
import { Module } from '@nestjs/common';
import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { afterEach, describe, expect, it } from '@jest/globals';
import { RegistryModule } from '@nest-eureka/registry';
import { startRegistry } from '../support/registry-server.js';

@Module({ imports: [RegistryModule.forRoot()] })
class HostModule {}

describe('connections at rest', () => {
  let app: INestApplication | undefined;
  afterEach(() => app?.close());

  it('are kept for 75 s, longer than a client’s beats are apart', async () => {
    const server = await startRegistry();
    const response = await fetch(`${server.url}/eureka/apps`);
    expect(response.headers.get('keep-alive')).toBe('timeout=75');
    await response.text();
  });

  it.each([
    ['shorter than ours', 5_000, 75_000],
    ['longer than ours', 120_000, 120_000],
    ['without end', 0, 0],
  ])('are kept for no shorter time than the host says: %s', async (_name, ofHost, expected) => {
    app = await NestFactory.create(HostModule, new FastifyAdapter() as never, { logger: false });
    const server = app.getHttpServer() as Server;
    server.keepAliveTimeout = ofHost;
    server.headersTimeout = 0;
    await app.init();
    expect([server.keepAliveTimeout, server.headersTimeout]).toEqual([expected, 0]);
  });

  it.each([1_000, 0])('are kept for as long as is configured: %i ms', async (keepAliveTimeoutMs) => {
    const server = await startRegistry({ keepAliveTimeoutMs });
    const response = await fetch(`${server.url}/eureka/apps`);
    expect(response.headers.get('keep-alive')).toBe(keepAliveTimeoutMs === 0 ? null : 'timeout=1');
    await response.text();
  });

  it('are kept on Express too', async () => {
    app = await NestFactory.create(HostModule, new ExpressAdapter(), { logger: false });
    await app.init();
    expect((app.getHttpServer() as Server).keepAliveTimeout).toBe(75_000);
  });
});
