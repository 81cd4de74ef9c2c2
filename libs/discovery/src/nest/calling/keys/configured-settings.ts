import type { BalancingKeys, LoadBalancerConfiguration } from '@nest-eureka/config';
import { overlaid } from '../../../http/overlaid.js';
import type { ServiceSettings } from '../../../http/service-settings.js';
import { ribbonSettings } from './ribbon-settings.js';
import { isSet, springSettings } from './spring-settings.js';

/** How services are called, as files, environment and command line say it; Spring's keys win over Ribbon's of the same reach. */
export class ConfiguredSettings {
  readonly #known = new Map<string, ServiceSettings>();

  constructor(private readonly keys: Pick<LoadBalancerConfiguration, 'all' | 'services'>) {}

  forAll(): ServiceSettings {
    const { all } = this.keys;
    return overlaid(ribbonSettings(all, all), springSettings(all.spring, all.spring, undefined));
  }

  /** What is said of one service alone; undefined where nothing is. As many are kept as configuration names. */
  of(service: string): ServiceSettings | undefined {
    if (this.keys.services.size === 0) return undefined;
    const name = service.toLowerCase();
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const own = this.#ownOf(name);
    if (own === undefined) return undefined;
    const merged = mergedKeys(this.keys.all, own);
    const settings = overlaid(ribbonSettings(own, merged), springSettings(own.spring, merged.spring, name));
    this.#known.set(name, settings);
    return settings;
  }

  /** Variables have no signs: ORDERSERVICE may be order-service. */
  #ownOf(name: string): BalancingKeys | undefined {
    const { services } = this.keys;
    return services.get(name) ?? services.get(name.replaceAll(/[-_]/g, ''));
  }
}

/** What is set for a service over what is set for all. */
function mergedKeys(all: BalancingKeys, own: BalancingKeys): BalancingKeys {
  return {
    spring: mergedGroup(all.spring, own.spring),
    ribbon: mergedGroup(all.ribbon, own.ribbon),
    circuit: mergedGroup(all.circuit, own.circuit),
    rules: mergedGroup(all.rules, own.rules),
    zones: mergedGroup(all.zones, own.zones),
  };
}

function mergedGroup<T extends object>(all: T, own: T): T {
  const set = Object.entries(own).flatMap(([name, value]) => {
    if (!isSet(value)) return [];
    const below: unknown = all[name as keyof T];
    return [[name, value instanceof Map && below instanceof Map ? new Map([...below, ...value]) : value]];
  });
  return { ...all, ...(Object.fromEntries(set) as Partial<T>) };
}
