import { ConfigurableModuleBuilder, Inject, Module, Optional } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { CALLING_EXPORTS, CALLING_PROVIDERS } from './calling/calling-providers.js';
import type { ServiceOptions } from './calling/calling-options.js';
import { ServiceClientsModule } from './calling/clients/service-clients.module.js';
import { FeatureModule } from './calling/feature.module.js';
import { InboundModule } from './calling/watching/inbound.module.js';
import { DiscoveryError } from './discovery-error.js';
import type { DiscoveryModuleOptions } from './discovery-module-options.js';
import { DISCOVERY_EXPORTS, DISCOVERY_PROVIDERS } from './discovery-providers.js';
import { placeInHookOrder } from './lifecycle/hook-order.js';
import { LifecycleModule } from './lifecycle/lifecycle.module.js';
import { ServicesModule } from './services/services.module.js';
import { DISCOVERY_CONFIGURATION, DISCOVERY_OPTIONS } from './tokens.js';

const { ConfigurableModuleClass } = new ConfigurableModuleBuilder<DiscoveryModuleOptions>({
  optionsInjectionToken: DISCOVERY_OPTIONS,
})
  .setClassMethodName('forRoot')
  .setFactoryMethodName('createDiscoveryOptions')
  .setExtras({}, (definition) => ({
    ...definition,
    global: true,
    imports: [
      ServicesModule.forAskedNames(),
      ServiceClientsModule.forMarkedClasses(),
      LifecycleModule,
      InboundModule,
      ...(definition.imports ?? []),
    ],
    providers: [...DISCOVERY_PROVIDERS, ...CALLING_PROVIDERS, ...(definition.providers ?? [])],
    exports: [...DISCOVERY_EXPORTS, ...CALLING_EXPORTS],
  }))
  .build();

/**
 * The discovery client of a Nest application: `imports: [DiscoveryModule.forRoot()]`, once. The application registers itself
 * when its server listens, keeps a local copy of the registry, and leaves before it closes. The module is global:
 * `EurekaClient`, `DiscoveryClient` and what `@InjectService()` asks for can be injected everywhere. Options given here win over
 * command line, environment, files and defaults, which are always read (contract section 2).
 */
@Module({})
export class DiscoveryModule extends ConfigurableModuleClass {
  constructor(modules: ModulesContainer, @Optional() @Inject(DISCOVERY_CONFIGURATION) configuration?: unknown) {
    super();
    if (configuration === undefined) {
      throw new DiscoveryError(
        'EUREKA_DISCOVERY_WITHOUT_FOR_ROOT',
        'DiscoveryModule is imported without its options. Import DiscoveryModule.forRoot() in the root module.',
      );
    }
    placeInHookOrder(modules, DiscoveryModule, 'first');
  }

  /** Options may be left out altogether. */
  static override forRoot(options: DiscoveryModuleOptions = {}): DynamicModule {
    return super.forRoot(options);
  }

  /**
   * How services are called: `forFeature([{ name: 'orders', retry: { maxNext: 2 } }])`. A bare name gives its `Service` to a
   * module that is loaded later than the application starts; elsewhere `@InjectService()` is enough.
   */
  static forFeature(services: readonly (string | ServiceOptions)[]): DynamicModule {
    return FeatureModule.forServices(services);
  }
}
