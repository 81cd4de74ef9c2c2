import type { Server } from 'node:http';
import { Controller, Get, Injectable, Module } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnModuleDestroy } from '@nestjs/common';
import { HealthCheckService, TerminusModule } from '@nestjs/terminus';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ApplicationInfoManager,
  DiscoveryModule,
  EurekaClient,
  EurekaReadinessIndicator,
} from '@nest-eureka/discovery';
import type { DiscoveryModuleOptions } from '@nest-eureka/discovery';
import { useHungRegistry } from '../support/hung-registry.js';
import { ChangeStream } from '../support/change-stream.js';
import { useCleanSurroundings } from '../support/clean-surroundings.js';
import { ADAPTERS, instancesOf, listenApp, LogLines, quickly } from '../support/discovery-app.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';
import { until } from '../support/until.js';

useCleanSurroundings();

/** What happened, in its order: in the registry and in the application. */
const journal: string[] = [];
beforeEach(() => void journal.splice(0));

let registry: RegistryServer;
beforeAll(async () => {
  registry = await startRegistry();
  registry.registry.observe((event) => {
    if (event.type === 'registered') journal.push(`registry: ${instancesOf(registry, 'ORDERS')[0]?.status}`);
    if (event.type === 'cancelled') journal.push('registry: cancelled');
  });
});

/** Answers when a test says so. */
const slow = { answer: (): void => {} };

@Controller()
class ShopController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly readiness: EurekaReadinessIndicator,
  ) {}

  @Get('ready')
  ready() {
    return this.health.check([() => this.readiness.isReady('eureka')]);
  }

  @Get('slow')
  async slow(): Promise<string> {
    await new Promise<void>((resolve) => (slow.answer = resolve));
    journal.push('app: slow answer');
    return 'done';
  }
}

@Injectable()
class Pool implements OnModuleDestroy, BeforeApplicationShutdown {
  onModuleDestroy(): void {
    journal.push('app: pool closed');
  }

  beforeApplicationShutdown(): void {
    journal.push('app: before shutdown');
  }
}

function shop(options: DiscoveryModuleOptions = {}, url: string = registry.url) {
  @Module({
    imports: [TerminusModule.forRoot({ logger: false }), DiscoveryModule.forRoot(quickly({ url }, options))],
    controllers: [ShopController],
    providers: [Pool],
  })
  class ShopModule implements OnModuleDestroy {
    onModuleDestroy(): void {
      journal.push('app: root destroyed');
    }
  }
  return ShopModule;
}

const isUp = (): boolean => instancesOf(registry, 'ORDERS')[0]?.status === 'UP';

describe.each(ADAPTERS)('an application on %s that is closed', (_name, adapter) => {
  it('leaves first, lets requests end, and only then runs the hooks of others', async () => {
    const { app, http, close } = await started(shop(), adapter);
    const request = http.get('/slow');
    await until('the request is under way', () => slow.answer !== idle);
    journal.splice(0);
    const closed = close();
    await until('it has left', () => journal.includes('registry: cancelled'));
    expect(journal).toEqual(['registry: DOWN', 'registry: cancelled']);
    slow.answer();
    expect((await request).text).toBe('done');
    await closed;
    expect(journal).toEqual([
      'registry: DOWN',
      'registry: cancelled',
      'app: slow answer',
      'app: pool closed',
      'app: root destroyed',
      'app: before shutdown',
    ]);
    expect((app.getHttpServer() as Server).listening).toBe(false);
  });

  it('says that it is not ready, while it goes on answering until callers have seen its status', async () => {
    const drain = { waitSeconds: 60, deadlineSeconds: 150 };
    const { http, close } = await started(shop({ instance: { drain } }), adapter);
    expect((await http.get('/ready')).status).toBe(200);
    // somebody who watches and never says what was seen
    const caller = await ChangeStream.open(`${registry.url}/eureka/x/watch?confirm=true`);
    await caller.next();
    journal.splice(0);
    const closed = close();
    await until('the registry knows', () => journal.includes('registry: DOWN'));
    const ready = await http.get('/ready');
    expect(ready.status).toBe(503);
    expect(ready.text).toContain('the application is leaving the registry');
    expect(journal).toEqual(['registry: DOWN']);
    caller.close();
    await closed;
    expect(journal[1]).toBe('registry: cancelled');
  });
});

describe('leaving', () => {
  it('can be by OUT_OF_SERVICE, which takes an override', async () => {
    const { close } = await started(shop({ instance: { drain: { status: 'OUT_OF_SERVICE', waitSeconds: 1 } } }));
    const closed = close();
    await until('callers see it', () => instancesOf(registry, 'ORDERS')[0]?.status === 'OUT_OF_SERVICE');
    await closed;
    expect(instancesOf(registry, 'ORDERS')).toEqual([]);
  });

  it('can be asked for by the application, which goes on', async () => {
    const { app, http, close } = await started(shop());
    const client = app.get(EurekaClient);
    await client.shutdown();
    expect(instancesOf(registry, 'ORDERS')).toEqual([]);
    expect((await http.get('/ready')).status).toBe(503);
    app.get(ApplicationInfoManager).setInstanceStatus('UP');
    await client.refresh();
    expect(instancesOf(registry, 'ORDERS')).toEqual([]);
    await close();
  });

  it('can be without a cancel', async () => {
    const { close } = await started(
      shop({ client: { shouldUnregisterOnShutdown: false }, instance: { drain: { status: 'DOWN' } } }),
    );
    await close();
    const [left] = instancesOf(registry, 'ORDERS');
    expect(left?.status).toBe('DOWN');
    const { app, instanceId = '' } = left ?? { app: '' };
    await registry.delete(`/eureka/apps/${app}/${instanceId}`);
  });

  it('is over by its deadline when a request does not end', async () => {
    const logger = new LogLines();
    const { app, http, close } = await started(
      shop({ instance: { drain: { deadlineSeconds: 1 } } }),
      undefined,
      logger,
    );
    http.get('/slow').catch(() => {});
    await until('the request is under way', () => slow.answer !== idle);
    const from = performance.now();
    const closed = close();
    await until('the hooks of others run', () => journal.includes('app: pool closed'));
    expect(performance.now() - from).toBeGreaterThan(900);
    expect(logger.lines.join('\n')).toContain('cut short at: in-flight');
    (app.getHttpServer() as Server).closeAllConnections();
    await closed;
  });
});

describe('a registry that hangs', () => {
  const hungUrl = useHungRegistry();

  it('holds neither the start nor the end', async () => {
    const from = performance.now();
    const { http, close } = await listenApp(shop({ instance: { drain: { deadlineSeconds: 1 } } }, hungUrl()));
    expect(performance.now() - from).toBeLessThan(10_000);
    expect((await http.get('/ready')).status).toBe(200);
    const end = performance.now();
    await close();
    expect(performance.now() - end).toBeLessThan(5000);
  });
});

const idle = (): void => {};

async function started(
  module: ReturnType<typeof shop>,
  adapter?: (typeof ADAPTERS)[number][1],
  logger?: LogLines,
): Promise<Awaited<ReturnType<typeof listenApp>>> {
  slow.answer = idle;
  const app = await listenApp(module, adapter, logger);
  await until('it is registered', isUp);
  return app;
}
