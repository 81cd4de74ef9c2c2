import type { ModulesContainer } from '@nestjs/core';
import type { LoadBalancerLifecycle as Lifecycle } from '../../../http/watching/load-balancer-lifecycle.js';

/** Known to every copy of this package, ES module or CommonJS. */
const MARK = Symbol.for('nest-eureka:load-balancer-lifecycle');

/** Is told of each sending of a call by name, retries included. */
export interface LoadBalancerLifecycle extends Lifecycle {}

/** Marks a provider of the application that is told of calls by name: `@LoadBalancerLifecycle() class Audit implements LoadBalancerLifecycle`. */
export function LoadBalancerLifecycle() {
  return (type: new (...dependencies: never[]) => Lifecycle): void => {
    Reflect.defineMetadata(MARK, true, type);
  };
}

/** The marked providers of an application, each once. */
export function markedLifecycles(modules: ModulesContainer): ReadonlySet<Lifecycle> {
  const found = new Set<Lifecycle>();
  for (const module of modules.values()) {
    for (const { instance } of module.providers.values()) {
      if (isMarked(instance)) found.add(instance);
    }
  }
  return found;
}

/** By the prototype: a provider may be anything, also an object that does not like to be asked for its members. */
function isMarked(instance: unknown): instance is Lifecycle {
  if (typeof instance !== 'object' || instance === null) return false;
  const prototype = Object.getPrototypeOf(instance) as { readonly constructor?: unknown } | null;
  return typeof prototype?.constructor === 'function' && Reflect.hasMetadata(MARK, prototype.constructor);
}
