import { Controller, Get, Injectable, Module, Scope } from '@nestjs/common';
import type { OnModuleInit, Type } from '@nestjs/common';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { DiscoveryModule, EurekaClient, EurekaDiscoveryModule } from '@nest-eureka/discovery';
import type { DiscoveryModuleOptions, DiscoveryOptionsFactory, EurekaClientOptions } from '@nest-eureka/discovery';
import { useCleanSurroundings } from '../support/clean-surroundings.js';
import { createApp, instancesOf, listenApp, quickly } from '../support/discovery-app.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';
import { until } from '../support/until.js';

useCleanSurroundings();

let registry: RegistryServer;
beforeAll(async () => {
  registry = await startRegistry();
});

const discovery = (options?: DiscoveryModuleOptions) => DiscoveryModule.forRoot(quickly(registry, options));

function names(): readonly string[] {
  return registry.registry
    .applications()
    .map(({ name }) => name)
    .sort();
}

describe('a class with @EurekaClient()', () => {
  it('overlays the options of the module, on the root module', async () => {
    @EurekaClient({ appname: 'billing', metadataMap: { weight: '2' } })
    @Module({ imports: [discovery({ instance: { metadataMap: { team: 'red' } } })] })
    class AppModule {}
    const { port, close } = await listenApp(AppModule);
    const [instance] = await until('it is registered', () => some('BILLING'));
    expect(names()).toEqual(['BILLING']);
    expect(instance).toMatchObject({ vipAddress: 'billing', hostName: 'orders.test', port: { number: port } });
    expect(Object.fromEntries(instance?.metadata ?? [])).toMatchObject({ weight: '2', team: 'red' });
    await close();
  });

  it('registers each service name and no default one when there are several, of any kind', async () => {
    @EurekaClient({ appname: 'carts' })
    @Controller()
    class CartsController {
      @Get('carts')
      carts(): string {
        return 'carts';
      }
    }
    @EurekaClient({ appname: 'prices' })
    @Injectable()
    class Prices {}
    @EurekaClient({ appname: 'stock' })
    @Module({ providers: [{ provide: Prices, useFactory: () => new Prices() }], controllers: [CartsController] })
    class StockModule {}
    @Module({ imports: [discovery(), StockModule] })
    class AppModule {}
    const { app, port, close } = await listenApp(AppModule);
    await until('all are registered', () => names().length === 3);
    expect(names()).toEqual(['CARTS', 'PRICES', 'STOCK']);
    for (const name of names()) {
      expect(instancesOf(registry, name)).toMatchObject([{ vipAddress: name.toLowerCase(), port: { number: port } }]);
    }
    expect([...app.get(EurekaClient).registrations.keys()].sort()).toEqual(names());
    await close();
    expect(names()).toEqual([]);
  });

  it('may say the same as another', async () => {
    const { close } = await listenApp(twoClasses({ appname: 'twins' }, { appname: 'twins' }));
    await until('it is registered', () => some('TWINS'));
    expect(instancesOf(registry, 'TWINS')).toHaveLength(1);
    await close();
  });

  it('may not contradict another of the same name', async () => {
    const app = await createApp(twoClasses({ appname: 'twins' }, { appname: 'Twins', nonSecurePort: 1 }));
    await expect(app.init()).rejects.toMatchObject({
      code: 'EUREKA_CLIENT_TWICE',
      message: expect.stringMatching(/First and Second|Second and First/),
    });
  });

  it('keeps its own onModuleInit', async () => {
    let hasStarted = false;
    @EurekaClient()
    @Module({ imports: [discovery()] })
    class AppModule implements OnModuleInit {
      onModuleInit(): void {
        hasStarted = true;
      }
    }
    const { close } = await listenApp(AppModule);
    expect(hasStarted).toBe(true);
    await close();
  });

  it('may be transient, and may be extended by a class that is none', async () => {
    @EurekaClient({ appname: 'visits' })
    @Injectable({ scope: Scope.TRANSIENT })
    class Visits {}
    @Injectable()
    class SpecialVisits extends Visits {}
    @Injectable()
    class Guide {
      constructor(readonly visits: Visits) {}
    }
    @Module({ imports: [discovery()], providers: [Visits, SpecialVisits, Guide] })
    class AppModule {}
    const { close } = await listenApp(AppModule);
    await until('it is registered', () => some('VISITS'));
    expect(names()).toEqual(['VISITS']);
    await close();
  });

  it('is refused in an application without DiscoveryModule, in words', async () => {
    @EurekaClient()
    @Injectable()
    class Lonely {}
    @Module({ providers: [Lonely] })
    class AppModule {}
    const app = await createApp(AppModule);
    await expect(app.init()).rejects.toMatchObject({
      code: 'EUREKA_CLIENT_WITHOUT_DISCOVERY',
      message: expect.stringContaining('Lonely has @EurekaClient()'),
    });
  });
});

describe('DiscoveryModule', () => {
  it('is refused a second time', async () => {
    @Module({ imports: [discovery()] })
    class Feature {}
    @Module({ imports: [discovery(), Feature] })
    class AppModule {}
    await expect(createApp(AppModule)).rejects.toMatchObject({ code: 'EUREKA_SECOND_DISCOVERY' });
  });

  it('asks for its options where the class alone is imported', async () => {
    @Module({ imports: [DiscoveryModule] })
    class AppModule {}
    await expect(createApp(AppModule)).rejects.toMatchObject({ code: 'EUREKA_DISCOVERY_WITHOUT_FOR_ROOT' });
  });

  it('takes its options from a class', async () => {
    @Injectable()
    class Settings implements DiscoveryOptionsFactory {
      createDiscoveryOptions(): DiscoveryModuleOptions {
        return quickly(registry, { applicationName: 'receipts' });
      }
    }
    @Module({ imports: [EurekaDiscoveryModule.forRootAsync({ useClass: Settings })] })
    class AppModule {}
    const { close } = await listenApp(AppModule);
    await until('it is registered', () => some('RECEIPTS'));
    await close();
  });

  it('takes its options from a factory, with what that injects', async () => {
    @Injectable()
    class Settings {
      readonly name = 'invoices';
    }
    @Module({ providers: [Settings], exports: [Settings] })
    class SettingsModule {}
    @Module({
      imports: [
        DiscoveryModule.forRootAsync({
          imports: [SettingsModule],
          inject: [Settings],
          useFactory: ({ name }: Settings) => quickly(registry, { applicationName: name }),
        }),
      ],
    })
    class AppModule {}
    const { close } = await listenApp(AppModule);
    await until('it is registered', () => some('INVOICES'));
    await close();
  });
});

function twoClasses(one: EurekaClientOptions, other: EurekaClientOptions): Type<unknown> {
  @EurekaClient(one)
  @Injectable()
  class First {}
  @EurekaClient(other)
  @Injectable()
  class Second {}
  @Module({ imports: [discovery()], providers: [First, Second] })
  class AppModule {}
  return AppModule;
}

function some(name: string) {
  const instances = instancesOf(registry, name);
  return instances.length > 0 ? instances : undefined;
}
