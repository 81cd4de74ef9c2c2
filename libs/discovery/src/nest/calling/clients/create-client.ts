import type { Type } from '@nestjs/common';
import type { ModuleRef } from '@nestjs/core';
import type { LoadBalancedFetch } from '../load-balanced-fetch.js';
import { clientRequest } from './client-request.js';
import { bindingsOf, routesOf } from './route.js';
import type { Route } from './route.js';
import { contentOf, ServiceAnswerError } from './service-answer-error.js';
import type { MarkedClient } from './service-client.decorator.js';

type Method = (...args: readonly unknown[]) => Promise<unknown>;

/** An instance of the class whose mapped methods call the service; the others are its own. */
export function createClient(client: MarkedClient, fetch: LoadBalancedFetch, modules: ModuleRef): object {
  const { type, options } = client;
  const prototype = type.prototype as object;
  const instance = new (type as Type<object>)();
  const fallback = options.fallback === undefined ? undefined : new Fallback(options.fallback, modules);
  for (const [name, route] of routesOf(prototype)) {
    const call = callOf(client, route, name, fetch);
    const value: Method = fallback === undefined ? call : (...args) => fallback.orElse(name, call, args);
    Object.defineProperty(instance, name, { value, writable: true, configurable: true });
  }
  return instance;
}

function callOf(
  { type, service, options }: MarkedClient,
  route: Route,
  name: string,
  fetch: LoadBalancedFetch,
): Method {
  const bindings = bindingsOf(type.prototype as object, name);
  const base = joined(options.url ?? `lb://${service}`, options.path ?? '');
  const headers = { ...options.headers, ...route.headers };
  return async (...args) => {
    const { path, init } = clientRequest({ ...route, headers }, bindings, args);
    const response = await fetch(joined(base, path), init);
    if (response.ok) return contentOf(response);
    const body = await response.text();
    if (response.status === 404 && options.dismiss404) return undefined;
    throw new ServiceAnswerError(service, response.status, route.method, path.replace(/\?.*$/, ''), body);
  };
}

function joined(base: string, path: string): string {
  if (path === '' || path.startsWith('?')) return `${base}${path}`;
  return `${base.replace(/\/$/, '')}/${path.replace(/^\//, '')}`;
}

/** Who answers in the service's place; looked for when first needed. */
class Fallback {
  #instance: Promise<object> | undefined;

  constructor(
    private readonly type: Type<object>,
    private readonly modules: ModuleRef,
  ) {}

  async orElse(name: string, call: Method, args: readonly unknown[]): Promise<unknown> {
    try {
      return await call(...args);
    } catch (error) {
      const isAborted = args.some((arg) => arg instanceof AbortSignal && arg.aborted);
      if (isAborted) throw error;
      this.#instance ??= this.#find();
      const instance = (await this.#instance) as Readonly<Record<string, unknown>>;
      const method = instance[name];
      if (typeof method !== 'function') throw error;
      return (method as Method).call(instance, ...args);
    }
  }

  async #find(): Promise<object> {
    try {
      return this.modules.get<object>(this.type, { strict: false });
    } catch {
      return this.modules.create(this.type);
    }
  }
}
