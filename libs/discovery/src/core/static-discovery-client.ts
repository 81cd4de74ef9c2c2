import { EMPTY_TEXT_MAP } from '@nest-eureka/protocol';
import { maskCredentials } from '@nest-eureka/transport';
import type { DiscoveryClient } from './discovery-client.js';
import { serviceUri } from './service-instance.js';
import type { ServiceInstance } from './service-instance.js';

/** An instance that configuration names: by its URI, or by host and port. */
export type StaticInstance = {
  /** @default the host and port */
  readonly instanceId?: string;
  readonly metadata?: Readonly<Record<string, string>>;
} & (
  | { readonly uri: string }
  | {
      readonly host: string;
      readonly port: number;
      /** @default false */
      readonly secure?: boolean;
    }
);

/** A configured instance has a URI that cannot be called. */
export class StaticInstanceError extends Error {
  readonly code = 'EUREKA_STATIC_INSTANCE_INVALID';

  constructor(
    readonly service: string,
    uri: string,
  ) {
    super(`An instance of '${service}' has the URI '${maskCredentials(uri)}', which is no http or https URL.`);
    this.name = 'StaticInstanceError';
  }
}

/** Services that configuration lists (`spring.cloud.discovery.client.simple.instances`); names in any case. */
export class StaticDiscoveryClient implements DiscoveryClient {
  readonly description = 'Simple Discovery Client';
  readonly #services: readonly string[];
  readonly #instances = new Map<string, readonly ServiceInstance[]>();

  /** Throws `StaticInstanceError` when a URI cannot be called. */
  constructor(
    instances: Readonly<Record<string, readonly StaticInstance[]>>,
    /** @default 0 */
    readonly order = 0,
  ) {
    this.#services = Object.freeze(Object.keys(instances));
    for (const [service, list] of Object.entries(instances)) {
      this.#instances.set(service.toLowerCase(), Object.freeze(list.map((instance) => toInstance(service, instance))));
    }
  }

  getServices(): readonly string[] {
    return this.#services;
  }

  getInstances(serviceId: string): readonly ServiceInstance[] {
    return this.#instances.get(serviceId.toLowerCase()) ?? [];
  }

  probe(): void {
    this.getServices();
  }
}

function toInstance(service: string, instance: StaticInstance): ServiceInstance {
  const { host, port, secure } = 'uri' in instance ? placeOf(service, instance.uri) : { secure: false, ...instance };
  const scheme = secure ? 'https' : 'http';
  return {
    instanceId: instance.instanceId ?? `${host}:${port}`,
    serviceId: service,
    host,
    port,
    secure,
    scheme,
    uri: serviceUri(scheme, host, port),
    metadata: instance.metadata ? new Map(Object.entries(instance.metadata)) : EMPTY_TEXT_MAP,
    instanceInfo: undefined,
  };
}

function placeOf(service: string, uri: string): { host: string; port: number; secure: boolean } {
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') throw new StaticInstanceError(service, uri);
  const secure = url.protocol === 'https:';
  const usualPort = secure ? 443 : 80;
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port === '' ? usualPort : Number(url.port), secure };
}
