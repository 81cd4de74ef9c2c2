import { Inject } from '@nestjs/common';

/** Names asked for by any class so far; the providers are made from them when Nest reads the modules. */
const names = new Set<string>();

export function askedServices(): readonly string[] {
  return [...names];
}

/** The token under which a service can be had, for `useFactory` and `app.get()`. */
export function serviceToken(name: string): string {
  return `NEST_EUREKA:SERVICE:${name}`;
}

/**
 * Injects the `Service` of that name; nothing else has to be declared. In a module that is loaded later than the application
 * starts, import `DiscoveryModule.forFeature(['orders'])` as well.
 */
export function InjectService(name: string): ParameterDecorator & PropertyDecorator {
  names.add(name);
  return Inject(serviceToken(name));
}
