import type { Type } from '@nestjs/common';
import { variablesOf } from './client-request.js';
import { bindingsOf, routesOf } from './route.js';

/** A class that may be abstract. */
export type ClientClass = abstract new () => object;

export interface ServiceClientOptions {
  /** In front of every method's path. @default none */
  readonly path?: string;
  /** Calls this address instead of the service, without balancing, as `url` of Feign's clients does. */
  readonly url?: string;
  /**
   * A class with methods of the same names, which answer in the place of calls that fail, with the same arguments. A provider
   * of the application; it need not be one when it wants nothing injected.
   */
  readonly fallback?: Type<object>;
  /** A 404 gives undefined. @default false */
  readonly dismiss404?: boolean;
  /** Sent with each call. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface MarkedClient {
  readonly type: ClientClass;
  readonly service: string;
  readonly options: ServiceClientOptions;
}

const marked = new Map<ClientClass, MarkedClient>();

/** All clients of the process so far; the providers are made from them when Nest reads the modules. */
export function markedClients(): readonly MarkedClient[] {
  return [...marked.values()];
}

/**
 * Makes a class the client of a service: its methods with a mapping are answered by the service, and it is injected by its type
 * everywhere, without being declared. Throws when a mapping's path has a variable that no argument fills.
 */
export function ServiceClient(service: string, options: ServiceClientOptions = {}) {
  return (type: ClientClass): void => {
    const prototype = type.prototype as object;
    for (const [name, { path }] of routesOf(prototype)) {
      const filled = new Set<string>();
      for (const binding of bindingsOf(prototype, name).values()) {
        if (binding.place === 'path') filled.add(binding.name);
      }
      const empty = variablesOf(path).filter((variable) => !filled.has(variable));
      if (empty.length > 0)
        throw new TypeError(`${type.name}.${name}: nothing fills '${empty.join("', '")}' of ${path}`);
    }
    marked.set(type, { type, service, options });
  };
}
