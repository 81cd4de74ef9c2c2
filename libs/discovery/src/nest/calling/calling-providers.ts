import type { InjectionToken, Provider } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { balancedFetch } from '../../http/balanced-fetch.js';
import type { ServiceCallers } from '../../http/service-callers.js';
import { ApplicationInfoManager } from '../application-info-manager.js';
import type { DiscoveryModuleOptions } from '../discovery-module-options.js';
import { DISCOVERY_CORE, DISCOVERY_OPTIONS } from '../tokens.js';
import { createServiceCallers } from './create-service-callers.js';
import { HttpServices } from './http-services.js';
import { LoadBalancedFetch } from './load-balanced-fetch.js';
import { LoadBalancer } from './load-balancer.js';
import { SERVICE_CALLERS } from './tokens.js';

/** Calls by service name. */
export const CALLING_PROVIDERS: readonly Provider[] = [
  {
    provide: SERVICE_CALLERS,
    inject: [DISCOVERY_CORE, ApplicationInfoManager, DISCOVERY_OPTIONS],
    useFactory: createServiceCallers,
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
    inject: [ModulesContainer, SERVICE_CALLERS, DISCOVERY_OPTIONS],
    useFactory: (modules: ModulesContainer, callers: ServiceCallers, { calling }: DiscoveryModuleOptions) =>
      new HttpServices(modules, callers, calling?.httpServices ?? true),
  },
];

/** For every module of the application. */
export const CALLING_EXPORTS: InjectionToken[] = [SERVICE_CALLERS, LoadBalancer, LoadBalancedFetch];
