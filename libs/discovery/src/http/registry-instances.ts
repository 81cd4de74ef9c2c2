import type { InstanceInfo } from '@nest-eureka/protocol';
import type { Cancel } from '@nest-eureka/time';
import type { DiscoveryClient } from '../core/discovery-client.js';
import type { LocalRegistry } from '../core/local-registry.js';
import { toServiceInstance } from '../core/service-instance.js';
import type { ServiceInstance } from '../core/service-instance.js';
import type { InstanceSource } from './instance-source.js';

/** So many names of services are remembered that were there once. */
const REMEMBERED = 10_000;

type Registry = Pick<LocalRegistry, 'getApplication' | 'onChange'>;

/**
 * The services of the registry and of the configured list as one. Found by VIP address, as `DiscoveryClient` does; those that
 * are not UP are found by the application's name, so that a call can tell why nobody answers.
 */
export class RegistryInstances implements InstanceSource {
  readonly #infos = new WeakMap<ServiceInstance, InstanceInfo>();
  readonly #instances = new WeakMap<InstanceInfo, ServiceInstance>();
  readonly #onceKnown = new Set<string>();

  constructor(
    private readonly registry: Registry,
    private readonly discovery: Pick<DiscoveryClient, 'getInstances' | 'getServices'>,
    private readonly hasFetched: () => boolean,
  ) {}

  get isInformed(): boolean {
    return this.hasFetched();
  }

  instancesOf(service: string): readonly InstanceInfo[] {
    const listed = this.discovery.getInstances(service).map((instance) => this.#infoOf(instance));
    const seen = new Set(listed);
    const others = this.registry.getApplication(service)?.allInstances ?? [];
    return [...listed, ...others.filter((info) => info.status !== 'UP' && !seen.has(info))];
  }

  serviceInstanceOf(info: InstanceInfo): ServiceInstance {
    let instance = this.#instances.get(info);
    if (instance === undefined) this.#instances.set(info, (instance = toServiceInstance(info)));
    return instance;
  }

  isKnown(service: string): boolean {
    const name = service.toLowerCase();
    const isThere =
      this.registry.getApplication(service) !== undefined || this.discovery.getInstances(service).length > 0;
    if (isThere && this.#onceKnown.size < REMEMBERED) this.#onceKnown.add(name);
    return isThere || this.#onceKnown.has(name);
  }

  services(): readonly string[] {
    return this.discovery.getServices();
  }

  onChange(listener: (services: ReadonlySet<string>) => void): Cancel {
    return this.registry.onChange(({ applications, vipAddresses }) => {
      listener(new Set([...applications, ...vipAddresses]));
    });
  }

  #infoOf(instance: ServiceInstance): InstanceInfo {
    const info = instance.instanceInfo ?? this.#infos.get(instance) ?? infoOfListed(instance);
    this.#infos.set(instance, info);
    this.#instances.set(info, instance);
    return info;
  }
}

/** A configured instance in the registry's terms: UP, as nobody says otherwise. */
function infoOfListed({ instanceId, serviceId, host, port, secure, metadata }: ServiceInstance): InstanceInfo {
  return {
    instanceId,
    hostName: host,
    app: serviceId,
    ipAddr: host,
    sid: 'na',
    status: 'UP',
    overriddenStatus: 'UNKNOWN',
    port: { number: port, enabled: !secure },
    securePort: { number: port, enabled: secure },
    countryId: 1,
    dataCenterInfo: { name: 'MyOwn' },
    leaseInfo: undefined,
    metadata,
    appGroupName: undefined,
    homePageUrl: undefined,
    statusPageUrl: undefined,
    healthCheckUrl: undefined,
    secureHealthCheckUrl: undefined,
    vipAddress: serviceId,
    secureVipAddress: serviceId,
    isCoordinatingDiscoveryServer: false,
    lastUpdatedTimestamp: undefined,
    lastDirtyTimestamp: undefined,
    actionType: undefined,
    asgName: undefined,
  };
}
