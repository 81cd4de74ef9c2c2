import type { ServiceSettings } from '../../http/service-settings.js';

/** How services are called by name, for all of them; `DiscoveryModule.forFeature()` says it for one. */
export interface CallingOptions extends ServiceSettings {
  /**
   * Every `HttpService` of @nestjs/axios in the application calls services by name, those of other modules' `HttpModule`
   * included. @default true
   */
  readonly httpServices?: boolean;
}

/** One service and how it is called; what is left out is as for all services. */
export interface ServiceOptions extends ServiceSettings {
  readonly name: string;
}
