import { isDeepStrictEqual } from 'node:util';
import type { Type } from '@nestjs/common';
import type { ModulesContainer } from '@nestjs/core';
import type { InstanceWrapper } from '@nestjs/core/injector/instance-wrapper.js';
import type { DiscoveryInstanceOptions } from '@nest-eureka/config';
import { DiscoveryError } from './discovery-error.js';

/** How a service that a class stands for is registered; what is left out is as in `DiscoveryModule.forRoot()`. */
export type EurekaClientOptions = DiscoveryInstanceOptions;

export interface DecoratedClass {
  readonly type: Type<unknown>;
  readonly options: EurekaClientOptions;
}

/** Known to every copy of this package, ES module or CommonJS. */
const OPTIONS = Symbol.for('nest-eureka:client-options');
const MET = Symbol.for('nest-eureka:met-by-discovery');

interface Decorated {
  [MET]?: boolean;
  onModuleInit?: (this: Decorated) => unknown;
}

/**
 * Marks a class and lets it check, when Nest starts it, that a DiscoveryModule has met it before. That module is the first that
 * Nest starts: a class that is not met by then is in an application without it, where nobody else could tell.
 */
export function decorateClass(type: Type<unknown>, options: EurekaClientOptions): void {
  Reflect.defineMetadata(OPTIONS, options, type);
  const prototype = type.prototype as Decorated;
  const original = prototype.onModuleInit;
  prototype.onModuleInit = function (this: Decorated) {
    // a class that extends this one is none of ours
    if (classOf(this) === type && this[MET] !== true) {
      throw new DiscoveryError(
        'EUREKA_CLIENT_WITHOUT_DISCOVERY',
        `${type.name} has @EurekaClient(), and this application has no discovery client that would register it. Import ` +
          'DiscoveryModule.forRoot() of @nest-eureka/discovery in the root module.',
      );
    }
    return original?.call(this);
  };
}

/** Finds the decorated modules, providers and controllers of an application, and tells each that it is met. */
export function meetDecoratedClasses(modules: ModulesContainer): readonly DecoratedClass[] {
  const found = new Map<Type<unknown>, EurekaClientOptions>();
  for (const module of modules.values()) {
    for (const instance of [...module.providers.values(), ...module.controllers.values()].flatMap(instancesOf)) {
      const type = classOf(instance);
      const options = type && (Reflect.getOwnMetadata(OPTIONS, type) as EurekaClientOptions | undefined);
      if (type === undefined || options === undefined) continue;
      found.set(type, options);
      Object.defineProperty(instance, MET, { value: true });
    }
  }
  return [...found].map(([type, options]) => ({ type, options }));
}

/** A transient provider has one for each place where it is injected. */
function instancesOf(wrapper: InstanceWrapper): readonly unknown[] {
  if (!wrapper.isTransient) return [wrapper.instance];
  return [wrapper.instance, ...wrapper.getStaticTransientInstances().map((host) => host?.instance as unknown)];
}

/** By the prototype: a provider may be anything, also an object that does not like to be asked for its members. */
function classOf(instance: unknown): Type<unknown> | undefined {
  if (typeof instance !== 'object' || instance === null) return undefined;
  const prototype = Object.getPrototypeOf(instance) as { readonly constructor?: Type<unknown> } | null;
  return typeof prototype?.constructor === 'function' ? prototype.constructor : undefined;
}

/**
 * One class for each service name, which is compared as the registry does, in any case of letters. Two classes may say the
 * same; if they do not agree, nobody could tell which one counts.
 */
export function oneForEachName<T extends DecoratedClass & { readonly name: string }>(
  decorated: readonly T[],
): readonly T[] {
  const byName = new Map<string, T>();
  for (const one of decorated) {
    const name = one.name.toUpperCase();
    const other = byName.get(name);
    if (other !== undefined && !isDeepStrictEqual(other.options, one.options)) {
      throw new DiscoveryError(
        'EUREKA_CLIENT_TWICE',
        `${other.type.name} and ${one.type.name} have @EurekaClient() with the service name ${name} and different options. ` +
          'Give one of them another appname, or both the same options.',
      );
    }
    byName.set(name, other ?? one);
  }
  return [...byName.values()];
}
