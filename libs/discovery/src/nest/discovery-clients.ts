import type { DiscoveryConfiguration } from '@nest-eureka/config';
import { CompositeDiscoveryClient } from '../core/composite-discovery-client.js';
import { EurekaDiscoveryClient } from '../core/eureka-discovery-client.js';
import type { LocalRegistry } from '../core/local-registry.js';
import { StaticDiscoveryClient } from '../core/static-discovery-client.js';
import type { StaticInstance } from '../core/static-discovery-client.js';

/** The registry and the configured list as one; of equal order, the registry is asked first. */
export function discoveryClients(
  { client, simple }: DiscoveryConfiguration,
  registry: LocalRegistry,
): CompositeDiscoveryClient {
  const configured = [...simple.instances].map(([service, instances]) => [
    service,
    instances.map(({ instanceId, metadata, host, port, secure }): StaticInstance => ({
      host,
      port,
      secure,
      metadata: Object.fromEntries(metadata),
      ...(instanceId === undefined ? {} : { instanceId }),
    })),
  ]);
  return new CompositeDiscoveryClient([
    new EurekaDiscoveryClient(registry, client.order),
    new StaticDiscoveryClient(Object.fromEntries(configured) as Record<string, StaticInstance[]>, simple.order),
  ]);
}
