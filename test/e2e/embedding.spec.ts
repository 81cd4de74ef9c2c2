import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Body, Controller, Get, Injectable, Module, Post, VersioningType } from '@nestjs/common';
import type { INestApplication, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { ScheduleModule, SchedulerRegistry } from '@nestjs/schedule';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Registry, RegistryModule } from '@nest-eureka/registry';
import type { RegistryEvent, RegistryOptions, RegistryOptionsFactory } from '@nest-eureka/registry';
import { aRegistration } from '../support/an-instance.js';
import { useCleanSurroundings } from '../support/clean-surroundings.js';
import { HttpCaller } from '../support/http-caller.js';

useCleanSurroundings();

@Controller('own')
class OwnController {
  constructor(private readonly registry: Registry) {}

  @Get()
  list(): readonly string[] {
    return this.registry.applications().map(({ name }) => name);
  }

  @Post()
  echo(@Body() body: unknown): unknown {
    return body;
  }
}

@Injectable()
class OptionsFromClass implements RegistryOptionsFactory {
  createRegistryOptions(): RegistryOptions {
    return { apiPath: '/discovery' };
  }
}

@Module({
  imports: [ScheduleModule.forRoot(), RegistryModule.forRoot({ dashboard: { path: '/eureka-page' } })],
  controllers: [OwnController],
})
class HostModule {}

@Module({ imports: [RegistryModule.forRootAsync({ useClass: OptionsFromClass })] })
class AsyncHostModule {}

@Module({
  imports: [
    RegistryModule.forRoot({ security: { user: { name: 'u', password: 'p' } }, dashboard: { path: '/eureka-page' } }),
  ],
  controllers: [OwnController],
})
class LockedHostModule {}

const adapters = [
  ['Express', () => new ExpressAdapter()],
  ['Fastify', () => new FastifyAdapter()],
] as const;

describe.each(adapters)('inside a Nest application on %s', (_name, adapter) => {
  let app: INestApplication;
  afterEach(() => app.close());

  async function start(module: Type<unknown>, prepare?: (app: INestApplication) => void): Promise<HttpCaller> {
    app = await NestFactory.create(module, adapter() as never, { logger: false });
    prepare?.(app);
    await app.listen(0, '127.0.0.1');
    const server = app.getHttpServer() as Server;
    return new HttpCaller(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  it('answers the API and leaves the host’s own routes as they are', async () => {
    const http = await start(HostModule);
    expect((await http.post('/eureka/apps/ORDERS', aRegistration())).status).toBe(204);
    expect(
      (await http.put('/eureka/apps/ORDERS/web1.example.com:orders:8080', { 'content-type': 'application/json' }))
        .status,
    ).toBe(200);
    expect((await http.get('/eureka/apps/delta')).text).toContain('web1.example.com');
    expect((await http.get('/own')).json()).toEqual(['ORDERS']);
    expect((await http.post('/own', '{"a":[1]}')).json()).toEqual({ a: [1] });
    expect((await http.get('/eureka-page')).text).toContain('Instances currently registered with Eureka');
    expect((await http.get('/')).status).toBe(404);
    expect((await http.get('/actuator/health')).json()).toEqual({ groups: ['liveness', 'readiness'], status: 'UP' });
  });

  it('keeps its paths when the host has a global prefix', async () => {
    const http = await start(HostModule, (host) => void host.setGlobalPrefix('api'));
    expect((await http.post('/eureka/apps/ORDERS', aRegistration())).status).toBe(204);
    expect((await http.get('/api/own')).json()).toEqual(['ORDERS']);
    expect((await http.get('/eureka-page')).status).toBe(200);
    expect((await http.get('/api/actuator/health/readiness')).status).toBe(200);
  });

  it('keeps health out of a global prefix that excludes it', async () => {
    const http = await start(
      HostModule,
      (host) => void host.setGlobalPrefix('api', { exclude: ['actuator/health{/*group}'] }),
    );
    for (const path of ['/actuator/health', '/actuator/health/readiness'])
      expect((await http.get(path)).status).toBe(200);
  });

  it('keeps health where it is when the host has versions', async () => {
    const http = await start(
      HostModule,
      (host) => void host.enableVersioning({ type: VersioningType.URI, defaultVersion: '1' }),
    );
    expect((await http.get('/v1/own')).status).toBe(200);
    expect((await http.get('/actuator/health/liveness')).json()).toEqual({ status: 'UP' });
  });

  it('takes no path for its page until it is given one', async () => {
    const http = await start(AsyncHostModule);
    for (const path of ['/', '/lastn', '/eureka-page.css']) expect((await http.get(path)).status).toBe(404);
  });

  it('takes its options from a class, and its mount point with them', async () => {
    const http = await start(AsyncHostModule);
    expect((await http.post('/discovery/apps/ORDERS', aRegistration())).status).toBe(204);
    expect((await http.get('/eureka/apps')).status).toBe(404);
  });

  it('locks its own paths and not the host’s', async () => {
    const http = await start(LockedHostModule);
    const basic = { authorization: `Basic ${Buffer.from('u:p').toString('base64')}` };
    for (const path of ['/eureka/apps', '/eureka/x/anything', '/eureka-page', '/actuator/health']) {
      const answer = await http.get(path, {});
      expect([path, answer.status, answer.headers['www-authenticate']]).toEqual([
        path,
        401,
        'Basic realm="Eureka", charset="UTF-8"',
      ]);
    }
    for (const path of ['/eureka/apps', '/eureka-page', '/actuator/health'])
      expect((await http.get(path, basic)).status).toBe(200);
    expect((await http.get('/own', {})).status).toBe(200);
    expect((await http.get('/actuator/health/readiness', {})).status).toBe(200);
  });

  it('lists its loops with Nest’s scheduler and tells the host of changes', async () => {
    const http = await start(HostModule);
    expect(app.get(SchedulerRegistry, { strict: false }).getIntervals()).toEqual(
      expect.arrayContaining(['registry.evict', 'registry.delta-retention', 'registry.renewal-threshold']),
    );
    const seen: RegistryEvent['type'][] = [];
    const stop = app.get(Registry).observe(({ type }) => seen.push(type));
    app.get(Registry).observe(() => {
      throw new Error('an observer that fails');
    });
    await http.post('/eureka/apps/ORDERS', aRegistration());
    await http.put('/eureka/apps/ORDERS/web1.example.com:orders:8080');
    stop();
    await http.delete('/eureka/apps/ORDERS/web1.example.com:orders:8080');
    expect(seen).toEqual(['registered', 'renewed']);
    expect(app.get(Registry).application('orders')).toBeUndefined();
  });
});
