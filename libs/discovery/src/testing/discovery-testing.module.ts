import type { DynamicModule, Provider } from '@nestjs/common';
import { loadDiscoveryConfiguration } from '@nest-eureka/config';
import type { DiscoveryConfiguration } from '@nest-eureka/config';
import { ApplicationInfoManager } from '../nest/application-info-manager.js';
import { createDiscoveryCore } from '../nest/create-discovery-core.js';
import type { DiscoveryCore } from '../nest/discovery-core.js';
import { DiscoveryLog } from '../nest/discovery-log.js';
import { configurationOptions } from '../nest/discovery-module-options.js';
import type { DiscoveryModuleOptions } from '../nest/discovery-module-options.js';
import { DiscoveryModule } from '../nest/discovery.module.js';
import { DISCOVERY_CONFIGURATION, DISCOVERY_CORE, DISCOVERY_OPTIONS } from '../nest/tokens.js';
import { FakeDiscovery } from './fake-discovery.js';
import type { FakeServices } from './fake-service.js';
import { NO_SURROUNDINGS } from './no-surroundings.js';

/** What of Nest's `TestingModuleBuilder` is needed. */
export interface ProviderOverrides {
  overrideProvider(token: unknown): {
    useFactory(options: { factory: (...dependencies: never[]) => unknown; inject?: unknown[] }): unknown;
  };
}

/**
 * Stands in for `DiscoveryModule` in the tests of an application: the same injectables, with named services instead of a
 * registry. No file, variable or command line reaches it, nothing is sent and nothing is written.
 */
export class DiscoveryTestingModule {
  /** For a test that puts its modules together itself; `FakeDiscovery` can be injected. */
  static forServices(services: FakeServices | FakeDiscovery, options: DiscoveryModuleOptions = {}): DynamicModule {
    const fake = services instanceof FakeDiscovery ? services : new FakeDiscovery(services);
    const { providers = [], exports = [], ...module } = DiscoveryModule.forRoot(options);
    const replaced = replacements(fake).map(({ provide, ...factory }): Provider => ({ provide, ...factory }));
    return {
      ...module,
      // of two providers for one token Nest takes the later
      providers: [...providers, ...replaced, { provide: FakeDiscovery, useValue: fake }],
      exports: [...exports, FakeDiscovery],
    };
  }

  /** For a test of a whole application that imports `DiscoveryModule` itself. @returns the builder */
  static override<T extends ProviderOverrides>(builder: T, fake: FakeDiscovery): T {
    for (const { provide, useFactory: factory, inject } of replacements(fake)) {
      builder.overrideProvider(provide).useFactory({ factory, inject: [...inject] });
    }
    return builder;
  }
}

interface Replacement {
  readonly provide: string;
  readonly inject: (string | typeof ApplicationInfoManager)[];
  readonly useFactory: (...dependencies: never[]) => unknown;
}

function replacements(fake: FakeDiscovery): readonly Replacement[] {
  return [
    { provide: DISCOVERY_CONFIGURATION, inject: [DISCOVERY_OPTIONS], useFactory: quietConfiguration },
    {
      provide: DISCOVERY_CORE,
      inject: [DISCOVERY_CONFIGURATION, ApplicationInfoManager],
      useFactory: (configuration: DiscoveryConfiguration, manager: ApplicationInfoManager): DiscoveryCore => {
        const core = createDiscoveryCore(configuration, {
          calls: fake.registry.clientCalls(),
          clock: fake.clock,
          random: Math.random,
          log: new DiscoveryLog(),
          manager,
        });
        fake.feed(core.registry);
        return core;
      },
    },
  ];
}

/** As the options have it, but that nobody is waited for, nothing outlives the test and signals stay with the test runner. */
function quietConfiguration(options: DiscoveryModuleOptions): DiscoveryConfiguration {
  const { instance, client, ...rest } = configurationOptions(options);
  return loadDiscoveryConfiguration({
    ...NO_SURROUNDINGS,
    options: {
      ...rest,
      client: { ...client, cacheEnabled: false, disbelieveEmptySeconds: 0 },
      instance: {
        ...instance,
        handleSignals: false,
        drain: { ...instance?.drain, waitSeconds: 0 },
      },
    },
  });
}
