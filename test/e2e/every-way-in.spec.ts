import dns from 'node:dns';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { RegistryModule } from '@nest-eureka/registry';
import { aRegistration } from '../support/an-instance.js';

@Controller('own')
class OwnController {
  @Get()
  say(): string {
    return 'own';
  }
}

@Module({
  imports: [RegistryModule.forRoot({ security: { user: { name: 'u', password: 'p' } } })],
  controllers: [OwnController],
})
class LockedHostModule {}

@Module({ imports: [RegistryModule.forRoot()], controllers: [OwnController] })
class HostModule {}

const BASIC = `Basic ${Buffer.from('u:p').toString('base64')}`;

describe('a registry in a Fastify application is reached', () => {
  let app: NestFastifyApplication;
  afterEach(async () => {
    jest.restoreAllMocks();
    await app.close();
  });

  async function create(module: new () => unknown): Promise<void> {
    app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), { logger: false });
  }

  it('at each address of localhost, where Fastify listens with a server of its own for each', async () => {
    const { lookup } = dns;
    jest.spyOn(dns, 'lookup').mockImplementation(((name: string, options: { all?: boolean }, callback: never) => {
      if (name !== 'localhost' || !options.all) return lookup(name, options, callback);
      (callback as (error: null, addresses: readonly object[]) => void)(null, [
        { address: '127.0.0.1', family: 4 },
        { address: '::1', family: 6 },
      ]);
    }) as never);
    await create(HostModule);
    await app.listen(0);
    // one alone on a machine without IPv6
    const addresses = app.getHttpAdapter().getInstance().addresses() as readonly AddressInfo[];
    for (const { address, port } of addresses) {
      const url = `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
      const { body, headers } = { body: aRegistration(), headers: { 'content-type': 'application/json' } };
      const answers = [
        await fetch(`${url}/eureka/apps/ORDERS`, { method: 'POST', headers, body }),
        await fetch(`${url}/eureka/apps/ORDERS/web1.example.com:orders:8080`, { method: 'PUT', headers }),
        await fetch(`${url}/eureka/apps`),
        await fetch(`${url}/own`),
        await fetch(`${url}/nothing`),
      ];
      expect([url, ...answers.map(({ status }) => status)]).toEqual([url, 204, 200, 200, 200, 404]);
    }
  });

  it('by inject', async () => {
    await create(LockedHostModule);
    await app.init();
    const authorization = BASIC;
    const json = { authorization, 'content-type': 'application/json' };
    const registered = await app.inject({
      method: 'POST',
      url: '/eureka/apps/ORDERS',
      headers: json,
      payload: aRegistration(),
    });
    expect(registered.statusCode).toBe(204);
    const read = await app.inject({ url: '/eureka/apps', headers: { authorization } });
    expect([read.statusCode, read.body.includes('web1.example.com')]).toEqual([200, true]);
    expect((await app.inject('/eureka/apps')).statusCode).toBe(401);
    expect((await app.inject('/own')).body).toBe('own');
  });

  it('by the handler that serverless platforms call', async () => {
    await create(HostModule);
    await app.init();
    const fastify = app.getHttpAdapter().getInstance();
    await fastify.ready();
    const { createServer } = await import('node:http');
    const elsewhere = createServer((request: IncomingMessage, response: ServerResponse) =>
      fastify.routing(request, response),
    );
    await new Promise<void>((resolve) => void elsewhere.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
    const statuses = [
      (await fetch(`${url}/eureka/apps`)).status,
      (await fetch(`${url}/own`)).status,
      (await fetch(`${url}/nothing`)).status,
    ];
    elsewhere.closeAllConnections();
    elsewhere.close();
    expect(statuses).toEqual([200, 200, 404]);
  });
});
