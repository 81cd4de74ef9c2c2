import type { InjectionToken, Provider } from '@nestjs/common';
import { fromProcess, loadDiscoveryConfiguration } from '@nest-eureka/config';
import type { DiscoveryConfiguration } from '@nest-eureka/config';
import { systemClock } from '@nest-eureka/time';
import { createRegistryCalls } from '@nest-eureka/transport';
import { ApplicationInfoManager } from './application-info-manager.js';
import { ConnectedClient } from './connected-client.js';
import { createDiscoveryCore } from './create-discovery-core.js';
import { DiscoveryClient } from './discovery-client.js';
import type { DiscoveryCore } from './discovery-core.js';
import { DiscoveryLog } from './discovery-log.js';
import { configurationOptions } from './discovery-module-options.js';
import type { DiscoveryModuleOptions } from './discovery-module-options.js';
import { DiscoveryStart } from './discovery-start.js';
import { EurekaClient } from './eureka-client.js';
import { EurekaHealthIndicator } from './health/eureka-health.indicator.js';
import { EurekaReadinessIndicator } from './health/eureka-readiness.indicator.js';
import { HealthFeed } from './health/health-feed.js';
import { ApplicationDeparture } from './lifecycle/application-departure.js';
import { OwnServices } from './own-services.js';
import { DISCOVERY_CONFIGURATION, DISCOVERY_CORE, DISCOVERY_OPTIONS } from './tokens.js';
import { transportSettings } from './transport-settings.js';

/** A check that takes longer counts as failed. */
const HEALTH_CHECK_MS = 5000;

/** Everything that the client is made of, but the options given in code. */
export const DISCOVERY_PROVIDERS: readonly Provider[] = [
  { provide: DISCOVERY_CONFIGURATION, inject: [DISCOVERY_OPTIONS], useFactory: readConfiguration },
  {
    provide: DISCOVERY_CORE,
    inject: [DISCOVERY_CONFIGURATION, ApplicationInfoManager],
    useFactory: createCore,
  },
  { provide: ApplicationInfoManager, useFactory: () => new ApplicationInfoManager() },
  {
    provide: OwnServices,
    inject: [DISCOVERY_CORE, ApplicationInfoManager],
    useFactory: (core: DiscoveryCore, manager: ApplicationInfoManager) => new OwnServices(core, manager),
  },
  {
    provide: HealthFeed,
    inject: [DISCOVERY_CORE, DISCOVERY_OPTIONS, ApplicationInfoManager],
    useFactory: createHealthFeed,
  },
  {
    provide: ApplicationDeparture,
    inject: [DISCOVERY_CORE, OwnServices, HealthFeed],
    useFactory: createDeparture,
  },
  {
    provide: EurekaClient,
    inject: [DISCOVERY_CORE, OwnServices, ApplicationDeparture],
    useFactory: (core: DiscoveryCore, own: OwnServices, departure: ApplicationDeparture) =>
      new ConnectedClient(core, own, departure),
  },
  { provide: DiscoveryClient, inject: [DISCOVERY_CORE], useFactory: ({ discovery }: DiscoveryCore) => discovery },
  EurekaHealthIndicator,
  EurekaReadinessIndicator,
  DiscoveryStart,
];

/** For every module of the application; those of the lower half only for the client's own modules. */
export const DISCOVERY_EXPORTS: InjectionToken[] = [
  EurekaClient,
  DiscoveryClient,
  ApplicationInfoManager,
  EurekaHealthIndicator,
  EurekaReadinessIndicator,
  DISCOVERY_CONFIGURATION,
  DISCOVERY_CORE,
  OwnServices,
  HealthFeed,
  ApplicationDeparture,
  DiscoveryStart,
];

function readConfiguration(options: DiscoveryModuleOptions): DiscoveryConfiguration {
  return loadDiscoveryConfiguration(fromProcess(configurationOptions(options)));
}

function createCore(configuration: DiscoveryConfiguration, manager: ApplicationInfoManager): DiscoveryCore {
  const log = new DiscoveryLog();
  const deps = { clock: systemClock, random: Math.random };
  const onWarning = (message: string): void => log.warn(message);
  const calls = createRegistryCalls(transportSettings(configuration), { ...deps, onWarning });
  return createDiscoveryCore(configuration, { ...deps, calls, log, manager });
}

function createHealthFeed(
  { configuration, clock, log }: DiscoveryCore,
  { health }: DiscoveryModuleOptions,
  manager: ApplicationInfoManager,
): HealthFeed {
  const { healthcheckEnabled, instanceInfoReplicationIntervalSeconds } = configuration.client;
  if (healthcheckEnabled && health === undefined) {
    log.warn(
      'eureka.client.healthcheck.enabled is true, and there is no check to ask. Give one: ' +
        'DiscoveryModule.forRootAsync({ ..., useFactory: (health) => ({ health: () => health.check([...]) }) })',
    );
  }
  const intervalMs = instanceInfoReplicationIntervalSeconds * 1000;
  return new HealthFeed(
    health ?? {},
    { intervalMs, timeoutMs: HEALTH_CHECK_MS },
    { clock, onStatus: (status) => manager.setInstanceStatus(status) },
  );
}

function createDeparture(
  { configuration, calls, clock, log }: DiscoveryCore,
  own: OwnServices,
  health: HealthFeed,
): ApplicationDeparture {
  const cancel = configuration.client.shouldUnregisterOnShutdown;
  return new ApplicationDeparture({ ...configuration.instance.drain, cancel }, { own, health, calls, log, clock });
}
