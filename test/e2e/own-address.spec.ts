import { Module } from '@nestjs/common';
import type { DynamicModule, INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Registry, RegistryModule } from '@nest-eureka/registry';
import type { RegistryOptions } from '@nest-eureka/registry';
import { useCleanSurroundings } from '../support/clean-surroundings.js';
import { freePort } from '../support/free-ports.js';
import { HttpCaller } from '../support/http-caller.js';

useCleanSurroundings();

@Module({})
class Host {
  static with(options: RegistryOptions): DynamicModule {
    return { module: Host, imports: [RegistryModule.forRoot(options)] };
  }
}

const adapters = [
  ['Express', () => new ExpressAdapter()],
  ['Fastify', () => new FastifyAdapter()],
] as const;

describe.each(adapters)('the own address of a registry inside an application on %s', (_name, adapter) => {
  let app: INestApplication;
  afterEach(() => app.close());

  async function start(
    options: RegistryOptions,
    port = 0,
  ): Promise<{ readonly port: number; readonly http: HttpCaller }> {
    app = await NestFactory.create(Host.with(options), adapter() as never, { logger: false });
    await app.listen(port, '127.0.0.1');
    const url = await app.getUrl();
    return { port: Number(new URL(url).port), http: new HttpCaller(url) };
  }

  it('has the port that the application listens on, in /status and on the page', async () => {
    const { port, http } = await start({ dashboard: { path: '/page' } });
    const { text } = await http.get('/eureka/status');
    expect(text).toContain(`"port":{"$":${port},"@enabled":"true"}`);
    expect(text).toMatch(new RegExp(`"homePageUrl":"http://[^:"]+:${port}/"`));
    expect((await http.get('/page')).text).toContain(`defaultZone=http://127.0.0.1:${port}/eureka/`);
  });

  it('is registered with that port, as one instance that coordinates', async () => {
    const { port, http } = await start({ client: { registerWithEureka: true }, applicationName: 'registry' });
    const registered = app.get(Registry).application('registry')?.instances ?? [];
    expect(registered.map((instance) => [instance.port, instance.isCoordinatingDiscoveryServer])).toEqual([
      [{ number: port, enabled: true }, true],
    ]);
    expect((await http.get('/eureka/apps/REGISTRY')).text).toContain(`"port":{"$":${port},"@enabled":"true"}`);
  });

  it('is how the registry tells itself among the configured peers', async () => {
    const port = await freePort();
    const peers = [`http://localhost:${port}/eureka/`, 'http://localhost:8761/eureka/'];
    const { http } = await start({ client: { serviceUrl: { defaultZone: peers } } }, port);
    expect((await http.get('/eureka/status')).text).toContain('"registered-replicas":"http://localhost:8761/eureka/"');
  });
});
