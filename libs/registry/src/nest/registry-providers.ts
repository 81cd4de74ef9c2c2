import type { FactoryProvider, Provider } from '@nestjs/common';
import { Logger } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import type { RegistryConfiguration } from '@nest-eureka/config';
import { systemClock } from '@nest-eureka/time';
import type { TimerClock } from '@nest-eureka/time';

import { Gatekeeper } from '../security/gatekeeper.js';
import { UserDirectory } from '../security/user-directory.js';
import { RegistryBasicStrategy } from './basic-strategy.js';
import { RegistryFront } from './front/registry-front.js';
import { ownInstance } from './own-instance.js';
import { PageRoutes } from './page/page-routes.js';
import { createServerCore } from './registry-core.js';
import type { ServerCore } from './registry-core.js';
import { ServerFacts } from './server-facts.js';
import {
  REGISTRY_CLOCK,
  REGISTRY_CONFIGURATION,
  REGISTRY_CORE,
  REGISTRY_IS_WHOLE_APPLICATION,
  REGISTRY_SCHEDULER,
} from './tokens.js';
import { createWireApi } from './wire/create-wire-api.js';

const logger = new Logger('EurekaRegistry');
const OWN_INSTANCE = 'NEST_EUREKA:OWN_INSTANCE';

function made(
  token: FactoryProvider['provide'],
  inject: FactoryProvider['inject'],
  useFactory: (...parts: never[]) => unknown,
): Provider {
  return { provide: token, inject: inject ?? [], useFactory: useFactory as FactoryProvider['useFactory'] };
}

/** Everything that the registry is made of, but configuration and controllers. */
export const REGISTRY_PROVIDERS: readonly Provider[] = [
  { provide: REGISTRY_CLOCK, useValue: systemClock },
  // a second ScheduleModule beside the host's would run every job of the host twice
  made(
    REGISTRY_SCHEDULER,
    [{ token: SchedulerRegistry, optional: true }],
    (ofHost?: SchedulerRegistry) => ofHost ?? new SchedulerRegistry(),
  ),
  made(OWN_INSTANCE, [REGISTRY_CONFIGURATION, REGISTRY_CLOCK], ownInstance),
  made(
    REGISTRY_CORE,
    [REGISTRY_CONFIGURATION, OWN_INSTANCE, REGISTRY_CLOCK],
    (configuration: RegistryConfiguration, own: Parameters<typeof createServerCore>[1], clock: TimerClock) =>
      createServerCore(configuration, own, clock, reportError),
  ),
  made(
    ServerFacts,
    [REGISTRY_CONFIGURATION, OWN_INSTANCE, REGISTRY_CORE, REGISTRY_CLOCK],
    (
      configuration: RegistryConfiguration,
      own: Parameters<typeof createServerCore>[1],
      core: ServerCore,
      clock: TimerClock,
    ) => new ServerFacts(configuration, own, core.store, clock),
  ),
  made(
    UserDirectory,
    [REGISTRY_CONFIGURATION],
    (configuration: RegistryConfiguration) => new UserDirectory(configuration.users),
  ),
  made(RegistryBasicStrategy, [UserDirectory], (users: UserDirectory) => new RegistryBasicStrategy(users)),
  made(
    Gatekeeper,
    [UserDirectory, RegistryBasicStrategy, REGISTRY_CLOCK, REGISTRY_CONFIGURATION],
    (users: UserDirectory, strategy: RegistryBasicStrategy, clock: TimerClock, configuration: RegistryConfiguration) =>
      new Gatekeeper(users, strategy, clock, configuration.server),
  ),
  made(
    RegistryFront,
    [REGISTRY_CONFIGURATION, REGISTRY_CORE, ServerFacts, Gatekeeper, REGISTRY_CLOCK, REGISTRY_IS_WHOLE_APPLICATION],
    createFront,
  ),
];

function createFront(
  configuration: RegistryConfiguration,
  core: ServerCore,
  facts: ServerFacts,
  gatekeeper: Gatekeeper,
  clock: TimerClock,
  isWholeApplication: boolean,
): RegistryFront {
  const { contextPath, server } = configuration;
  const mount = `${contextPath}${server.apiPath}`;
  return new RegistryFront(
    createWireApi(configuration, core, facts),
    new PageRoutes(core, facts, mount),
    gatekeeper,
    clock,
    {
      mount,
      isWholeApplication,
      openPaths: new Set(['liveness', 'readiness'].map((group) => `${contextPath}/actuator/health/${group}`)),
      onError: reportError,
    },
  );
}

function reportError(error: unknown): void {
  logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
