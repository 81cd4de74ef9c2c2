import type { DiscoveryConfiguration, SimpleInstance } from '@nest-eureka/config';
import { CompositeDiscoveryClient } from '../core/composite-discovery-client.js';
import { EurekaDiscoveryClient } from '../core/eureka-discovery-client.js';
import type { LocalRegistry } from '../core/local-registry.js';
import { StaticDiscoveryClient } from '../core/static-discovery-client.js';
import type { StaticInstance } from '../core/static-discovery-client.js';

/**
 * The registry and the configured list as one; of equal order, the registry is asked first. Servers that Ribbon's keys list
 * take the place of both.
 */
export function discoveryClients(
  { client, simple, loadBalancer }: DiscoveryConfiguration,
  registry: LocalRegistry,
): CompositeDiscoveryClient {
  const listed = loadBalancer.servers.size === 0 ? [] : [listClient(loadBalancer.servers, Number.NEGATIVE_INFINITY)];
  return new CompositeDiscoveryClient([
    ...listed,
    new EurekaDiscoveryClient(registry, client.order),
    listClient(simple.instances, simple.order),
  ]);
}

function listClient(services: ReadonlyMap<string, readonly SimpleInstance[]>, order: number): StaticDiscoveryClient {
  const configured = [...services].map(([service, instances]) => [
    service,
    instances.map(({ instanceId, metadata, host, port, secure }): StaticInstance => ({
      host,
      port,
      secure,
      metadata: Object.fromEntries(metadata),
      ...(instanceId === undefined ? {} : { instanceId }),
    })),
  ]);
  return new StaticDiscoveryClient(Object.fromEntries(configured) as Record<string, StaticInstance[]>, order);
}
