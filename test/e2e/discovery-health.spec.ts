import { Controller, Get, Injectable, Module } from '@nestjs/common';
import { HealthCheckService, HealthIndicatorService, TerminusModule } from '@nestjs/terminus';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DiscoveryModule, EurekaHealthIndicator } from '@nest-eureka/discovery';
import type { DiscoveryModuleOptions } from '@nest-eureka/discovery';
import { useCleanSurroundings } from '../support/clean-surroundings.js';
import { instancesOf, listenApp, LogLines, quickly } from '../support/discovery-app.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';
import { until } from '../support/until.js';

useCleanSurroundings();

let registry: RegistryServer;
beforeAll(async () => {
  registry = await startRegistry();
});

/** What the database says of itself. */
const database = { isUp: true };
beforeEach(() => {
  database.isUp = true;
});

@Injectable()
class DatabaseIndicator {
  constructor(private readonly indicators: HealthIndicatorService) {}

  isHealthy() {
    const indicator = this.indicators.check('database');
    return database.isUp ? indicator.up() : indicator.down();
  }
}

@Module({
  imports: [TerminusModule.forRoot({ logger: false })],
  providers: [DatabaseIndicator],
  exports: [DatabaseIndicator, TerminusModule],
})
class HealthModule {}

@Controller('health')
class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly eureka: EurekaHealthIndicator,
  ) {}

  @Get()
  check() {
    return this.health.check([() => this.eureka.isHealthy('eureka')]);
  }
}

const status = () => instancesOf(registry, 'ORDERS')[0]?.status;

describe('the health of an application', () => {
  it('is its status in the registry, from the first registration on', async () => {
    @Module({
      imports: [
        DiscoveryModule.forRootAsync({
          imports: [HealthModule],
          inject: [HealthCheckService, DatabaseIndicator],
          useFactory: (health: HealthCheckService, indicator: DatabaseIndicator) =>
            quickly(registry, { health: () => health.check([() => indicator.isHealthy()]) }),
        }),
      ],
    })
    class AppModule {}
    database.isUp = false;
    const { close } = await listenApp(AppModule);
    await until('it is registered', status);
    expect(status()).toBe('DOWN');
    database.isUp = true;
    await until('it is well again', () => status() === 'UP');
    database.isUp = false;
    await until('it is ill again', () => status() === 'DOWN');
    await close();
    expect(status()).toBeUndefined();
  }, 60_000);

  it('is no status where a check is asked for and none is given, which is said', async () => {
    const logger = new LogLines();
    const { close } = await listenApp(shop({ client: { healthcheck: { enabled: true } } }), undefined, logger);
    await until('it is registered', status);
    expect(status()).toBe('UP');
    expect(logger.lines.join('\n')).toContain('eureka.client.healthcheck.enabled is true, and there is no check');
    await close();
  });
});

describe('the indicator of the registry', () => {
  it('tells registration, heartbeat, fetch and services', async () => {
    const { http, close } = await listenApp(shop());
    const health = await until('a heartbeat was sent and a fetch saw it', async () => {
      const answer = (await http.get('/health')).json() as { info: { eureka: Record<string, unknown> } };
      const { applications, registrations } = answer.info.eureka;
      const isSeen = Object.keys(applications as object).length > 0;
      return isSeen && JSON.stringify(registrations).includes('lastHeartbeatAt') ? answer : undefined;
    });
    expect(health).toMatchObject({
      status: 'ok',
      info: {
        eureka: {
          status: 'up',
          registered: true,
          registrations: { ORDERS: { state: 'registered', lastHeartbeatAt: expect.stringMatching(/^\d{4}-.+Z$/) } },
          lastFetchAt: expect.stringMatching(/^\d{4}-.+Z$/),
          applications: { ORDERS: 1 },
        },
      },
    });
    expect(health.info.eureka).not.toHaveProperty('staleSince');
    await close();
  });

  it('stays up when the registry is down, and says since when', async () => {
    const shortLived = await startRegistry();
    const { http, close } = await listenApp(shop({}, shortLived.url));
    const eureka = async () => {
      const answer = await http.get('/health');
      expect(answer.status).toBe(200);
      return (answer.json() as { info: { eureka: Record<string, unknown> } }).info.eureka;
    };
    await until('it is registered', async () => (await eureka())['registered']);
    await shortLived.close();
    const stale = await until('it has noticed', async () => {
      const now = await eureka();
      return now['staleSince'] !== undefined && now['registered'] === false && now;
    });
    expect(stale).toMatchObject({
      status: 'up',
      registrations: { ORDERS: { state: 'failing', lastFailure: expect.stringContaining('refused the connection') } },
    });
    await close();
  }, 60_000);
});

function shop(options: DiscoveryModuleOptions = {}, url: string = registry.url) {
  @Module({
    imports: [HealthModule, DiscoveryModule.forRoot(quickly({ url }, options))],
    controllers: [HealthController],
  })
  class ShopModule {}
  return ShopModule;
}
