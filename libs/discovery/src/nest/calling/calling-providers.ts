import type { InjectionToken, Provider } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { DiscoveryConfiguration } from '@nest-eureka/config';
import { balancedFetch } from '../../http/balanced-fetch.js';
import { InboundContext } from '../../http/context/inbound-context.js';
import type { ServiceCallers } from '../../http/service-callers.js';
import { ApplicationInfoManager } from '../application-info-manager.js';
import type { DiscoveryCore } from '../discovery-core.js';
import type { DiscoveryModuleOptions } from '../discovery-module-options.js';
import { DISCOVERY_CONFIGURATION, DISCOVERY_CORE, DISCOVERY_OPTIONS } from '../tokens.js';
import { createServiceCallers } from './create-service-callers.js';
import { HttpServices } from './http-services.js';
import { LoadBalancedFetch } from './load-balanced-fetch.js';
import { LoadBalancer } from './load-balancer.js';
import { CALL_SURROUNDINGS, SERVICE_CALLERS } from './tokens.js';
import { createCallSurroundings } from './watching/call-surroundings.js';
import type { CallSurroundings } from './watching/call-surroundings.js';
import { CallWatchers } from './watching/call-watchers.js';

/** Calls by service name. */
export const CALLING_PROVIDERS: readonly Provider[] = [
  {
    provide: SERVICE_CALLERS,
    inject: [DISCOVERY_CORE, ApplicationInfoManager, DISCOVERY_OPTIONS, CALL_SURROUNDINGS],
    useFactory: createServiceCallers,
  },
  { provide: InboundContext, useFactory: () => new InboundContext() },
  {
    provide: CALL_SURROUNDINGS,
    inject: [DISCOVERY_CORE, InboundContext, DISCOVERY_OPTIONS],
    useFactory: (core: DiscoveryCore, inbound: InboundContext, { calling = {} }: DiscoveryModuleOptions) =>
      createCallSurroundings(core, inbound, calling),
  },
  {
    provide: CallWatchers,
    inject: [ModulesContainer, CALL_SURROUNDINGS],
    useFactory: (modules: ModulesContainer, surroundings: CallSurroundings) => new CallWatchers(modules, surroundings),
  },
  {
    provide: LoadBalancer,
    inject: [SERVICE_CALLERS],
    useFactory: (callers: ServiceCallers) => new LoadBalancer(callers),
  },
  {
    provide: LoadBalancedFetch,
    inject: [SERVICE_CALLERS],
    // looked up at each call, so that what is put in the place of `fetch` counts
    useFactory: (callers: ServiceCallers) => balancedFetch(callers, (input, init) => fetch(input, init)),
  },
  {
    provide: HttpServices,
    inject: [ModulesContainer, SERVICE_CALLERS, DISCOVERY_OPTIONS, DISCOVERY_CONFIGURATION],
    useFactory: createHttpServices,
  },
];

/** For every module of the application. */
export const CALLING_EXPORTS: InjectionToken[] = [
  SERVICE_CALLERS,
  CALL_SURROUNDINGS,
  InboundContext,
  LoadBalancer,
  LoadBalancedFetch,
];

function createHttpServices(
  modules: ModulesContainer,
  callers: ServiceCallers,
  { calling }: DiscoveryModuleOptions,
  { loadBalancer }: DiscoveryConfiguration,
): HttpServices {
  return new HttpServices(modules, callers, calling?.httpServices ?? loadBalancer.all.spring.enabled ?? true);
}
