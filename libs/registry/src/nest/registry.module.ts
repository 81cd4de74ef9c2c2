import { ConfigurableModuleBuilder, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { fromProcess, loadRegistryConfiguration } from '@nest-eureka/config';
import type { RegistryConfiguration, RegistryOptions } from '@nest-eureka/config';
import { FrontInstaller } from './front/front-installer.js';
import { HealthController } from './health/health.controller.js';
import { Registry } from './registry.js';
import { RegistryGuard } from './registry.guard.js';
import { RegistryLoops } from './registry-loops.js';
import { REGISTRY_PROVIDERS } from './registry-providers.js';
import { SelfRegistration } from './self-registration.js';
import { REGISTRY_CONFIGURATION, REGISTRY_IS_WHOLE_APPLICATION } from './tokens.js';

/** What a class given to `forRootAsync({ useClass })` or `useExisting` has to offer. */
export interface RegistryOptionsFactory {
  createRegistryOptions(): RegistryOptions | Promise<RegistryOptions>;
}

const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } = new ConfigurableModuleBuilder<RegistryOptions>({
  moduleName: 'EurekaRegistry',
})
  .setClassMethodName('forRoot')
  .setFactoryMethodName('createRegistryOptions')
  .build();

const PARTS = [...REGISTRY_PROVIDERS, FrontInstaller, RegistryLoops, SelfRegistration, RegistryGuard, Registry];
const IMPORTS = [TerminusModule.forRoot({ logger: false })];

/**
 * A Eureka registry inside a Nest application, on Fastify or Express: `imports: [RegistryModule.forRoot()]`.
 * Options given here win over command line, environment, files and defaults, which are always read (contract section 2).
 * The host's own routes stay as they are; what is locked is the registry's API and page.
 */
@Module({
  imports: IMPORTS,
  controllers: [HealthController],
  providers: [
    {
      provide: REGISTRY_CONFIGURATION,
      inject: [{ token: MODULE_OPTIONS_TOKEN, optional: true }],
      useFactory: (options?: RegistryOptions) => loadRegistryConfiguration(fromProcess(options)),
    },
    { provide: REGISTRY_IS_WHOLE_APPLICATION, useValue: false },
    ...PARTS,
  ],
  exports: [Registry],
})
export class RegistryModule extends ConfigurableModuleClass {
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
      imports: IMPORTS,
      controllers: [HealthController],
      providers: [
        { provide: REGISTRY_CONFIGURATION, useValue: configuration },
        { provide: REGISTRY_IS_WHOLE_APPLICATION, useValue: true },
        ...PARTS,
      ],
      exports: [Registry],
    };
  }
}
