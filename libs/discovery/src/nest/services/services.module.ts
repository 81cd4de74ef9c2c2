import { Module } from '@nestjs/common';
import type { DynamicModule, Provider } from '@nestjs/common';
import { EurekaClient } from '../eureka-client.js';
import { askedServices, serviceToken } from './inject-service.decorator.js';
import { Service } from './service.js';

export function serviceProviders(names: readonly string[]): Provider[] {
  return names.map((name) => ({
    provide: serviceToken(name),
    inject: [EurekaClient],
    useFactory: (client: EurekaClient) => new Service(name, client),
  }));
}

/** Gives every `Service` that a class asks for. */
@Module({})
export class ServicesModule {
  /**
   * For all names that are asked for anywhere. They are read when Nest reads the modules, which is after every class of the
   * application is defined, whatever the order of the imports.
   */
  static forAskedNames(): DynamicModule {
    return {
      module: ServicesModule,
      global: true,
      get providers() {
        return serviceProviders(askedServices());
      },
      get exports() {
        return askedServices().map(serviceToken);
      },
    };
  }
}
