import { Module } from '@nestjs/common';
import type { DynamicModule, InjectionToken, Provider } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { LoadBalancedFetch } from '../load-balanced-fetch.js';
import { createClient } from './create-client.js';
import { markedClients } from './service-client.decorator.js';
import type { MarkedClient } from './service-client.decorator.js';

/** Gives every class with `@ServiceClient()`. */
@Module({})
export class ServiceClientsModule {
  /** They are read when Nest reads the modules, which is after every class of the application is defined. */
  static forMarkedClasses(): DynamicModule {
    return {
      module: ServiceClientsModule,
      global: true,
      get providers() {
        return markedClients().map(providerOf);
      },
      get exports() {
        return markedClients().map(({ type }) => type as InjectionToken);
      },
    };
  }
}

function providerOf(client: MarkedClient): Provider {
  return {
    provide: client.type as InjectionToken,
    inject: [LoadBalancedFetch, ModuleRef],
    useFactory: (fetch: LoadBalancedFetch, modules: ModuleRef) => createClient(client, fetch, modules),
  };
}
