import { ConfigurableModuleBuilder, Inject, Module, Optional } from '@nestjs/common';
import type { DynamicModule, ModuleMetadata, Provider } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { fromProcess, loadRegistryConfiguration } from '@nest-eureka/config';
import type { RegistryConfiguration, RegistryOptions } from '@nest-eureka/config';
import { ApiDocsController } from './api-docs/api-docs.controller.js';
import { ConfigurationNotices } from './configuration-notices.js';
import { EmbeddingError } from './embedding-error.js';
import { FrontInstaller } from './front/front-installer.js';
import { HealthController } from './health/health.controller.js';
import { InfoController } from './info/info.controller.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { OneRegistry } from './one-registry.js';
import { OperationsLoop } from './operations/operations-loop.js';
import { OwnPortAnnouncement } from './own-port-announcement.js';
import { Registry } from './registry.js';
import { RegistryGuard } from './registry.guard.js';
import { RegistryComparison } from './replication/registry-comparison.js';
import { Replication } from './replication/replication.js';
import { StartUp } from './replication/start-up.js';
import { RegistryLoops } from './registry-loops.js';
import { REGISTRY_PROVIDERS } from './registry-providers.js';
import { SelfRegistration } from './self-registration.js';
import { REGISTRY_CONFIGURATION, REGISTRY_IS_WHOLE_APPLICATION } from './tokens.js';
import { WatchLoop } from './watch/watch-loop.js';

/** What a class given to `forRootAsync({ useClass })` or `useExisting` has to offer. */
export interface RegistryOptionsFactory {
  createRegistryOptions(): RegistryOptions | Promise<RegistryOptions>;
}

const TERMINUS = TerminusModule.forRoot({ logger: false });

/** The registry's module, but for what tells an embedded registry from one that stands alone. */
function registryModule(isWholeApplication: boolean, configuration: Provider): Required<ModuleMetadata> {
  return {
    imports: [TERMINUS],
    controllers: [HealthController, InfoController, MetricsController, ApiDocsController],
    providers: [
      { provide: REGISTRY_IS_WHOLE_APPLICATION, useValue: isWholeApplication },
      configuration,
      OneRegistry,
      ...REGISTRY_PROVIDERS,
      ConfigurationNotices,
      FrontInstaller,
      Replication,
      StartUp,
      RegistryComparison,
      RegistryLoops,
      WatchLoop,
      OperationsLoop,
      SelfRegistration,
      OwnPortAnnouncement,
      RegistryGuard,
      Registry,
    ],
    exports: [Registry, REGISTRY_IS_WHOLE_APPLICATION],
  };
}

const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } = new ConfigurableModuleBuilder<RegistryOptions>({
  moduleName: 'EurekaRegistry',
})
  .setClassMethodName('forRoot')
  .setFactoryMethodName('createRegistryOptions')
  .setExtras({}, (definition) => {
    const { imports, providers, ...rest } = registryModule(false, {
      provide: REGISTRY_CONFIGURATION,
      inject: [MODULE_OPTIONS_TOKEN],
      useFactory: (options: RegistryOptions) => loadRegistryConfiguration(fromProcess(options)),
    });
    return {
      ...definition,
      ...rest,
      global: true,
      imports: [...imports, ...(definition.imports ?? [])],
      providers: [...providers, ...(definition.providers ?? [])],
    };
  })
  .build();

/**
 * A Eureka registry inside a Nest application, on Fastify or Express: `imports: [RegistryModule.forRoot()]`, once. It is
 * global: `Registry` can be injected everywhere; the bare class may be imported beside it and adds nothing.
 * Options given here win over command line, environment, files and defaults, which are always read (contract section 2).
 * The host's own routes stay as they are; what is locked is the registry's API and page.
 */
@Module({})
export class RegistryModule extends ConfigurableModuleClass {
  constructor(@Optional() @Inject(REGISTRY_IS_WHOLE_APPLICATION) isWholeApplication?: boolean) {
    super();
    if (isWholeApplication !== undefined) return;
    throw new EmbeddingError(
      'EUREKA_REGISTRY_WITHOUT_FOR_ROOT',
      'RegistryModule is imported without its options. Import RegistryModule.forRoot() in the root module.',
    );
  }

  /** Options may be left out altogether. */
  static override forRoot(options: RegistryOptions = {}): DynamicModule {
    return super.forRoot(options);
  }
}

/** The same registry as an application of its own, with a configuration that is already read: it locks every path. */
@Module({})
export class StandaloneRegistryModule {
  static withConfiguration(configuration: RegistryConfiguration): DynamicModule {
    return {
      module: StandaloneRegistryModule,
      ...registryModule(true, { provide: REGISTRY_CONFIGURATION, useValue: configuration }),
    };
  }
}
