import type { BalancingKeys, LoadBalancerConfiguration } from '../balancing/load-balancer-configuration.js';
import {
  ribbonCircuitOptions,
  ribbonOptions,
  ribbonRuleOptions,
  ribbonZoneOptions,
} from '../balancing/ribbon-options.js';
import type { RibbonKeys } from '../balancing/ribbon-keys.js';
import { keyOfService } from '../balancing/service-key.js';
import { serviceScopes } from '../balancing/service-scopes.js';
import { springBalancingOptions } from '../balancing/spring-balancing-options.js';
import type { SimpleInstance } from '../discovery-configuration.js';
import type { SpringBalancingKeys } from '../balancing/spring-balancing-keys.js';
import type { Binder } from './binder.js';

const PREFIX = 'spring.cloud.loadbalancer';

/** Spring's own least wait (client.md 6.7). */
const MIN_BACKOFF_MS = 5;
const MAX_BACKOFF_MS = 10_000;

type Services = LoadBalancerConfiguration['services'];

function bindKeys(binder: Binder): BalancingKeys {
  const spring = binder.bindGroup(PREFIX, springBalancingOptions);
  const { 'retry.backoff.minBackoff': least = MIN_BACKOFF_MS, 'retry.backoff.maxBackoff': most = MAX_BACKOFF_MS } =
    spring;
  if (least > most) {
    const limit = `from ${least} ms, which is the least wait`;
    if (binder.isSet(`${PREFIX}.retry.backoff.max-backoff`)) {
      binder.refuse(`${PREFIX}.retry.backoff.max-backoff`, `a duration ${limit}`);
    } else {
      binder.refuse(`${PREFIX}.retry.backoff.min-backoff`, `a duration up to ${most} ms, which is the longest wait`);
    }
  }
  return {
    spring,
    ribbon: binder.bindGroup('ribbon', ribbonOptions),
    circuit: binder.bindGroup('niws.loadbalancer.default', ribbonCircuitOptions),
    rules: binder.bindGroup('niws.loadbalancer', ribbonRuleOptions),
    zones: binder.bindGroup('ZoneAwareNIWSDiscoveryLoadBalancer', ribbonZoneOptions),
  };
}

function bindServices(binder: Binder, { hint, 'healthCheck.path': path }: SpringBalancingKeys): Services {
  const scopes = new Map(serviceScopes(binder.index.sources).map(({ service, sources }) => [service, sources]));
  const named = [...hint.keys(), ...path.keys()].map((name) => name.toLowerCase()).filter((name) => name !== 'default');
  const services = [...new Set([...scopes.keys(), ...named])].map((service) => {
    const own = binder.over(scopes.get(service) ?? []);
    const keys = bindKeys(own);
    binder.faults.push(...own.faults.map((fault) => ({ ...fault, key: keyOfService(fault.key, service) })));
    const spring = {
      ...keys.spring,
      hint: new Map([...entriesOf(hint, service), ...keys.spring.hint]),
      'healthCheck.path': new Map([...entriesOf(path, service), ...keys.spring['healthCheck.path']]),
    };
    return [service, { ...keys, spring }] as const;
  });
  return new Map(services);
}

/** What a map for all services says of one: `hint.orders`. */
function entriesOf(entries: ReadonlyMap<string, string>, service: string): readonly (readonly [string, string])[] {
  return [...entries].filter(([name]) => name.toLowerCase() === service);
}

/** Whether the servers of a service are those of its list: as Spring decides it where Eureka is there (client.md 6.4, 6.5). */
function isListed({ NIWSServerListClassName: list, 'eureka.enabled': eureka }: RibbonKeys): boolean | undefined {
  return list === undefined ? (eureka === undefined ? undefined : !eureka) : list === 'ConfigurationBasedServerList';
}

function instanceOf(serviceId: string, server: string, isSecure: boolean): SimpleInstance {
  const [scheme] = /^https?(?=:\/\/)/i.exec(server) ?? [];
  const { hostname, port } = new URL(scheme === undefined ? `http://${server}` : server);
  const secure = scheme === undefined ? isSecure : scheme.toLowerCase() === 'https';
  // the URL above leaves out port 80, whatever the scheme is to be
  const [, written] = /:(\d+)\/?$/.exec(server) ?? [];
  const number = Number(written ?? port);
  const host = hostname.replace(/^\[|\]$/g, '');
  return { serviceId, instanceId: undefined, host, port: number || (secure ? 443 : 80), secure, metadata: new Map() };
}

function serversOf(all: BalancingKeys, services: Services): LoadBalancerConfiguration['servers'] {
  const listed = [...services].flatMap(([service, { ribbon }]) => {
    const isUsed = isListed(ribbon) ?? isListed(all.ribbon) ?? false;
    const isSecure = ribbon.IsSecure ?? all.ribbon.IsSecure ?? false;
    const instances = ribbon.listOfServers.map((server) => instanceOf(service, server, isSecure));
    return isUsed && instances.length > 0 ? [[service, instances] as const] : [];
  });
  return new Map(listed);
}

/** How services are called by name: `spring.cloud.loadbalancer.*` and Ribbon's keys (client.md 6). */
export function bindLoadBalancer(binder: Binder): LoadBalancerConfiguration {
  const all = bindKeys(binder);
  const services = bindServices(binder, all.spring);
  return {
    zone: all.spring.zone,
    approximateZoneFromHostname: all.spring['eureka.approximateZoneFromHostname'] ?? false,
    all,
    services,
    servers: serversOf(all, services),
  };
}
