import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Transport } from '@nestjs/microservices';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplicationInfoManager, DiscoveryModule, EurekaClient } from '@nest-eureka/discovery';
import type { DiscoveryModuleOptions } from '@nest-eureka/discovery';
import { useCleanSurroundings } from '../support/clean-surroundings.js';
import {
  ADAPTERS,
  HelloController,
  close,
  closingAtEnd,
  createApp,
  instancesOf,
  listenApp,
  LogLines,
  quickly,
} from '../support/discovery-app.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';
import { until } from '../support/until.js';

useCleanSurroundings();

let registry: RegistryServer;
beforeAll(async () => {
  registry = await startRegistry();
});
afterEach(() => {
  expect(instancesOf(registry, 'ORDERS')).toEqual([]);
});

function moduleWith(options: DiscoveryModuleOptions = {}) {
  @Module({ imports: [DiscoveryModule.forRoot(quickly(registry, options))], controllers: [HelloController] })
  class AppModule {}
  return AppModule;
}

describe.each(ADAPTERS)('an application on %s', (_name, adapter) => {
  it('is registered once its server listens, with the port that it got', async () => {
    const app = await createApp(moduleWith(), adapter);
    await app.init();
    expect(app.get(ApplicationInfoManager).info).toBeUndefined();
    expect(instancesOf(registry, 'ORDERS')).toEqual([]);
    await app.listen(0, '127.0.0.1');
    const port = Number(new URL(await app.getUrl()).port);
    const [instance] = await until('it is registered', () => found());
    expect(instance).toMatchObject({
      instanceId: expect.stringMatching(new RegExp(`:orders:${port}$`)),
      hostName: 'orders.test',
      ipAddr: '127.0.0.1',
      status: 'UP',
      port: { number: port, enabled: true },
      securePort: { enabled: false },
      vipAddress: 'orders',
      homePageUrl: `http://orders.test:${port}/`,
    });
    await close(app);
  });

  it('has left the registry when it is closed', async () => {
    const { app, close: closeApp } = await listenApp(moduleWith(), adapter);
    await until('it is registered', () => found());
    const client = app.get(EurekaClient);
    await closeApp();
    expect(instancesOf(registry, 'ORDERS')).toEqual([]);
    expect(client.registration?.state).toBe('left');
  });

  it('tells changes of status and metadata', async () => {
    const { app, close: closeApp } = await listenApp(moduleWith(), adapter);
    await until('it is registered', () => found());
    const manager = app.get(ApplicationInfoManager);
    manager.setInstanceStatus('DOWN');
    manager.setMetadata({ weight: '3' });
    await until('the registry knows', () => instancesOf(registry, 'ORDERS')[0]?.status === 'DOWN');
    expect(instancesOf(registry, 'ORDERS')[0]?.metadata.get('weight')).toBe('3');
    await closeApp();
  });
});

it('an application on HTTPS is registered with its secure port', async () => {
  const app = await NestFactory.create(moduleWith(), { httpsOptions: {}, logger: false });
  closingAtEnd(app);
  await app.listen(0, '127.0.0.1');
  const { port } = (app.getHttpServer() as Server).address() as AddressInfo;
  const [instance] = await until('it is registered', () => found());
  expect(instance).toMatchObject({
    port: { enabled: false },
    securePort: { number: port, enabled: true },
    homePageUrl: `https://orders.test:${port}/`,
  });
  await close(app);
});

it('what is set before the server listens holds from the first registration on', async () => {
  const app = await createApp(moduleWith());
  app.get(ApplicationInfoManager).setInstanceStatus('OUT_OF_SERVICE');
  app.get(ApplicationInfoManager).setMetadata({ weight: '3' });
  await app.listen(0, '127.0.0.1');
  const [instance] = await until('it is registered', () => found());
  expect(instance).toMatchObject({ status: 'OUT_OF_SERVICE' });
  expect(instance?.metadata.get('weight')).toBe('3');
  await close(app);
});

it('an application that does not want to be registered only fetches', async () => {
  const { app, close: closeApp } = await listenApp(moduleWith({ client: { registerWithEureka: false } }));
  const client = app.get(EurekaClient);
  await until('the registry is fetched', () => client.fetching.source === 'registry');
  expect(client.registration).toBeUndefined();
  await closeApp();
});

it('a client that is switched off does nothing at all', async () => {
  const { app, close: closeApp } = await listenApp(moduleWith({ client: { enabled: false } }));
  const client = app.get(EurekaClient);
  expect(client.fetching.source).toBe('none');
  expect(client.registration).toBeUndefined();
  await closeApp();
});

describe('an application without HTTP', () => {
  it('is registered with its explicit port when it is a microservice', async () => {
    const app = closingAtEnd(
      await NestFactory.createMicroservice<MicroserviceOptions>(moduleWith({ instance: { nonSecurePort: 4711 } }), {
        transport: Transport.TCP,
        options: { host: '127.0.0.1', port: 0 },
        logger: false,
      }),
    );
    await app.listen();
    const [instance] = await until('it is registered', () => found());
    expect(instance?.port).toEqual({ number: 4711, enabled: true });
    await close(app);
  });

  it('is registered with port 0 and a warning when it tells no port', async () => {
    const logger = new LogLines();
    const app = closingAtEnd(await NestFactory.createApplicationContext(moduleWith(), { logger }));
    const [instance] = await until('it is registered', () => found());
    expect(instance?.port.number).toBe(0);
    expect(logger.lines.join('\n')).toContain('set eureka.instance.non-secure-port');
    await close(app);
  });
});

it('a hybrid application is registered with the port of its HTTP server', async () => {
  const app = await createApp(moduleWith());
  app.connectMicroservice<MicroserviceOptions>({
    transport: Transport.TCP,
    options: { host: '127.0.0.1', port: 0 },
  });
  await app.startAllMicroservices();
  await app.listen(0, '127.0.0.1');
  const [instance] = await until('it is registered', () => found());
  expect(instance?.port.number).toBe(Number(new URL(await app.getUrl()).port));
  await close(app);
});

function found() {
  const instances = instancesOf(registry, 'ORDERS');
  return instances.length > 0 ? instances : undefined;
}
