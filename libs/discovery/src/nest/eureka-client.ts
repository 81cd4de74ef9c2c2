import type { Type } from '@nestjs/common';
import { ConnectedClient } from './connected-client.js';
import { decorateClass } from './decorated-classes.js';
import type { EurekaClientOptions } from './decorated-classes.js';

/** The client of this application: look-ups, events, the link to the registry. Inject it by this type. */
export interface EurekaClient extends ConnectedClient {}

interface EurekaClientClass extends Type<EurekaClient> {
  (options?: EurekaClientOptions): (type: Type<unknown>) => void;
}

function decorator(options: EurekaClientOptions = {}) {
  return (type: Type<unknown>): void => decorateClass(type, options);
}

/**
 * Two things of one name, as in Spring. As a type it is injected: `constructor(private readonly eureka: EurekaClient)`.
 * As a decorator of a module, a provider or a controller it registers that class as a service: its options overlay those of
 * `DiscoveryModule.forRoot()`; with several such classes each service name is registered, and no default one beside them.
 */
export const EurekaClient = Object.defineProperty(decorator, 'prototype', {
  value: ConnectedClient.prototype,
}) as unknown as EurekaClientClass;
