import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { DiscoveryModule, EurekaClient } from '@nest-eureka/discovery';
import type { DiscoveryModuleOptions } from '@nest-eureka/discovery';
import { aRegistration } from '../support/an-instance.js';
import { useCleanSurroundings } from '../support/clean-surroundings.js';
import { closingAtEnd, createApp, instancesOf, listenApp, LogLines, quickly } from '../support/discovery-app.js';
import { freePort } from '../support/free-ports.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';
import { until } from '../support/until.js';

useCleanSurroundings();

function shop(url: string, options: DiscoveryModuleOptions = {}) {
  @Module({ imports: [DiscoveryModule.forRoot(quickly({ url }, options))] })
  class ShopModule {}
  return ShopModule;
}

const isRegistered = (registry: RegistryServer) => () => instancesOf(registry, 'ORDERS').length === 1;

describe('an application whose registry is down', () => {
  it('starts, and is registered when the registry comes', async () => {
    const port = await freePort();
    const logger = new LogLines();
    const { app, close } = await listenApp(shop(`http://127.0.0.1:${port}`), undefined, logger);
    const client = app.get(EurekaClient);
    await until('it has tried', () => client.registration?.state === 'failing');
    const registry = await startRegistry({ port }, '127.0.0.1', port);
    // Nest has one logger for all applications of a process, that of the latest
    app.useLogger(logger);
    await until('it is registered', isRegistered(registry));
    await until('the registry is fetched', () => client.fetching.source === 'registry');
    await close();
    await registry.close();
    const failures = logger.lines.filter((line) => line.startsWith('warn'));
    expect(failures.length).toBeLessThanOrEqual(2);
    expect(logger.lines.join('\n')).toMatch(
      /log registered ORDERS\/.+ \(UP\) with http:\/\/127\.0\.0\.1:\d+\/eureka\//,
    );
    expect(logger.lines.join('\n')).toContain('log the registry can be read again');
  }, 60_000);

  it('is registered again when the registry was restarted, and keeps what it knows meanwhile', async () => {
    const registry = await startRegistry();
    const { app, close } = await listenApp(shop(registry.url));
    const client = app.get(EurekaClient);
    await until('it is registered and sees itself', () => client.getInstances('orders').length === 1);
    await registry.close();
    await until('it has noticed', () => client.fetching.staleSince !== undefined);
    expect(client.getInstances('orders')).toHaveLength(1);
    const again = await startRegistry({ port: registry.port }, '127.0.0.1', registry.port);
    await until('it is back', isRegistered(again));
    await close();
    await again.close();
  }, 60_000);

  it('finds its peers in the copy that it kept, and says how old that is', async () => {
    const registry = await startRegistry();
    const cacheDir = mkdtempSync(join(tmpdir(), 'nest-eureka-copy-'));
    const options = { client: { cacheEnabled: true, cacheDir, registerWithEureka: false } };
    await registry.post('/eureka/apps/PRICES', aRegistration({ app: 'PRICES', vipAddress: 'prices' }));
    const before = await listenApp(shop(registry.url, options));
    expect(before.app.get(EurekaClient).getInstances('prices')).toHaveLength(1);
    await before.close();
    await registry.close();
    const after = await listenApp(shop(registry.url, options));
    const client = after.app.get(EurekaClient);
    expect(client.getInstances('prices')).toMatchObject([{ host: 'web1.example.com', port: 8080 }]);
    expect(client.fetching).toMatchObject({ source: 'copy', staleSince: expect.any(Number) });
    await after.close();
    rmSync(cacheDir, { recursive: true });
  }, 60_000);

  it('never has credentials in its log', async () => {
    const port = await freePort();
    const logger = new LogLines();
    const url = `http://user:s3cret@127.0.0.1:${port}`;
    const { app, close } = await listenApp(shop(url), undefined, logger);
    await until('it has tried', () => app.get(EurekaClient).registration?.state === 'failing');
    await close();
    expect(logger.lines.length).toBeGreaterThan(0);
    expect(logger.lines.join('\n')).not.toContain('s3cret');
    expect(JSON.stringify(app.get(EurekaClient).registration)).not.toContain('s3cret');
  });
});

describe('a registry that is locked', () => {
  const users = [{ name: 'shop', password: '{noop}s3cret', roles: ['registrar', 'reader'] as const }];

  it('takes an application with credentials in the service URL', async () => {
    const registry = await startRegistry({ users });
    const { close } = await listenApp(shop(registry.url.replace('//', '//shop:s3cret@')));
    await until('it is registered', isRegistered(registry));
    await close();
    expect(instancesOf(registry, 'ORDERS')).toEqual([]);
    await registry.close();
  });

  it('is named as such to an application without them, which goes on trying', async () => {
    const registry = await startRegistry({ users });
    const logger = new LogLines();
    const { app, close } = await listenApp(shop(registry.url), undefined, logger);
    const client = app.get(EurekaClient);
    await until('it was refused', () => client.registration?.state === 'failing');
    expect(client.registration?.lastFailure?.message).toContain('401');
    expect(logger.lines.join('\n')).toContain('401');
    await close();
    await registry.close();
  });
});

describe('with fail-fast', () => {
  let down = '';
  beforeAll(async () => {
    down = `http://127.0.0.1:${await freePort()}`;
  });

  it('an application does not start without a registry', async () => {
    const app = await createApp(shop(down, { client: { failFast: true } }));
    await expect(app.listen(0, '127.0.0.1')).rejects.toMatchObject({
      code: 'EUREKA_REGISTRY_NOT_REACHED',
      message: expect.stringContaining('fail-fast'),
    });
  });

  it('the registry has the time that it is given', async () => {
    const port = await freePort();
    const app = await createApp(shop(`http://127.0.0.1:${port}`, { client: { failFast: { withinMs: 15_000 } } }));
    const listening = app.listen(0, '127.0.0.1');
    const registry = await startRegistry({ port }, '127.0.0.1', port);
    await listening;
    await until('it is registered', isRegistered(registry));
    await app.close();
    await registry.close();
  }, 60_000);

  it('an application without HTTP waits until it is registered', async () => {
    const registry = await startRegistry();
    const module = shop(registry.url, { client: { failFast: true }, instance: { nonSecurePort: 4711 } });
    const app = closingAtEnd(await NestFactory.createApplicationContext(module, { logger: false }));
    expect(instancesOf(registry, 'ORDERS')).toHaveLength(1);
    await app.close();
    await registry.close();
  });

  it('an application that listens already is closed when it cannot be registered', async () => {
    const registry = await startRegistry({
      users: [{ name: 'user', password: '{noop}s3cret', roles: ['reader'] }],
    });
    const logger = new LogLines();
    const url = registry.url.replace('//', '//user:s3cret@');
    const { exitCode } = process;
    const { app } = await listenApp(shop(url, { client: { failFast: true } }), undefined, logger);
    try {
      await until('it is closed', () => !(app.getHttpServer() as { listening: boolean }).listening);
      expect(process.exitCode).toBe(1);
      expect(logger.lines.join('\n')).toContain('the application closes');
    } finally {
      process.exitCode = exitCode;
      await registry.close();
    }
  });
});
