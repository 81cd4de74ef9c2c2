import { Injectable, Module } from '@nestjs/common';
import type { INestApplication, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Registry, RegistryModule } from '@nest-eureka/registry';
import { aRegistration } from '../support/an-instance.js';
import { useCleanSurroundings } from '../support/clean-surroundings.js';
import { HttpCaller } from '../support/http-caller.js';

useCleanSurroundings();

@Injectable()
class Orders {
  constructor(readonly registry: Registry) {}
}

@Module({ providers: [Orders] })
class FeatureThatInjects {}

@Module({ imports: [RegistryModule], providers: [Orders] })
class FeatureThatImportsTheClass {}

@Module({ imports: [RegistryModule.forRoot()], providers: [Orders] })
class FeatureWithItsOwn {}

@Module({ imports: [RegistryModule] })
class FeatureAlone {}

@Module({ imports: [RegistryModule.forRoot(), FeatureThatInjects] })
class HostOfInjecting {}

@Module({ imports: [FeatureThatImportsTheClass, RegistryModule.forRoot()] })
class HostOfImporting {}

@Module({ imports: [RegistryModule.forRoot(), FeatureWithItsOwn] })
class HostOfTwo {}

const adapters = [
  ['Express', () => new ExpressAdapter()],
  ['Fastify', () => new FastifyAdapter()],
] as const;

describe.each(adapters)('one registry in an application on %s', (_name, adapter) => {
  let app: INestApplication | undefined;
  afterEach(async () => {
    await app?.close();
    app = undefined;
  });

  async function create(module: Type<unknown>): Promise<INestApplication> {
    app = await NestFactory.create(module, adapter() as never, { logger: false, abortOnError: false });
    return app;
  }

  it.each([HostOfInjecting, HostOfImporting])('is the one that a feature of %p injects', async (module) => {
    const host = await create(module);
    await host.listen(0, '127.0.0.1');
    const http = new HttpCaller(await host.getUrl());
    expect((await http.post('/eureka/apps/ORDERS', aRegistration())).status).toBe(204);
    expect(host.get(Orders, { strict: false }).registry.application('ORDERS')?.instances).toHaveLength(1);
  });

  it('is refused a second one, in words', async () => {
    await expect(create(HostOfTwo).then((host) => host.init())).rejects.toMatchObject({
      name: 'EmbeddingError',
      code: 'EUREKA_SECOND_REGISTRY',
      message: expect.stringContaining('Import RegistryModule.forRoot() once'),
    });
  });

  it('is asked for where the class alone is imported', async () => {
    await expect(create(FeatureAlone).then((host) => host.init())).rejects.toMatchObject({
      code: 'EUREKA_REGISTRY_WITHOUT_FOR_ROOT',
      message: expect.stringContaining('Import RegistryModule.forRoot() in the root module.'),
    });
  });
});
