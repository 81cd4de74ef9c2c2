import { Module } from '@nestjs/common';
import type { DynamicModule, InjectionToken, Provider } from '@nestjs/common';
import axios from 'axios';
import type { AxiosInstance, CreateAxiosDefaults } from 'axios';
import { installBalancing } from '../../http/axios-adapter.js';
import type { ServiceCallers } from '../../http/service-callers.js';
import { LoadBalancedHttpService } from './load-balanced-http-service.js';
import { SERVICE_CALLERS } from './tokens.js';

/** `HttpService` of @nestjs/axios, or a class like it. */
type HttpServiceClass<T> = InjectionToken<T> & (new (axios: AxiosInstance) => T);

/** An HTTP client of one's own that calls services by name, for applications that leave the others alone. */
@Module({})
export class LoadBalancedHttpModule {
  /**
   * Gives `LoadBalancedHttpService`, on an axios instance with this configuration; and the class that is named, such as
   * `HttpService` of @nestjs/axios, on the same instance.
   */
  static register<T>(config: CreateAxiosDefaults = {}, httpService?: HttpServiceClass<T>): DynamicModule {
    const providers: Provider[] = [
      {
        provide: LoadBalancedHttpService,
        inject: [SERVICE_CALLERS],
        useFactory: (callers: ServiceCallers) => {
          const instance = axios.create(config);
          installBalancing(instance, callers);
          return new LoadBalancedHttpService(instance);
        },
      },
    ];
    if (httpService !== undefined) {
      providers.push({
        provide: httpService,
        inject: [LoadBalancedHttpService],
        useFactory: ({ axiosRef }: LoadBalancedHttpService) => new httpService(axiosRef),
      });
    }
    const exported = httpService === undefined ? [LoadBalancedHttpService] : [LoadBalancedHttpService, httpService];
    return { module: LoadBalancedHttpModule, providers, exports: exported };
  }
}
