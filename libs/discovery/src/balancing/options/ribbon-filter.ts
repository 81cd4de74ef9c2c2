import type { Random, RuleWrapper } from '../picker.js';
import { DEFAULT_RIBBON } from '../ribbon/ribbon-options.js';
import { listFiltered } from '../ribbon/server-list-filter.js';
import type { ServerListFilter } from '../ribbon/server-list-filter.js';
import { ServerListSubset } from '../ribbon/server-list-subset.js';
import { RibbonZonePreference, ZoneAffinity } from '../ribbon/zone-affinity.js';
import type { BalancerOptions } from './balancer-options.js';

/** The list filter that goes with Ribbon's rules. */
export function ribbonFilter(options: BalancerOptions, random: Random): RuleWrapper[] {
  const filter = filterOf(options, random);
  return filter === undefined
    ? []
    : [listFiltered(filter, options.ribbon?.listRefreshMs ?? DEFAULT_RIBBON.listRefreshMs)];
}

function filterOf(options: BalancerOptions, random: Random): ServerListFilter | undefined {
  // Spring with Eureka switches zone affinity on (client.md 6.5)
  const affinity = { affinity: true, ...options.zoneAffinity, zone: options.zone };
  switch (options.ribbonFilter ?? 'ZonePreferenceServerListFilter') {
    case 'ZonePreferenceServerListFilter':
      return options.zone === undefined ? undefined : new RibbonZonePreference(affinity);
    case 'ZoneAffinityServerListFilter':
      return options.zone === undefined ? undefined : new ZoneAffinity(affinity);
    case 'ServerListSubsetFilter':
      return new ServerListSubset(options.serverListSubset ?? {}, new ZoneAffinity(affinity), random);
  }
}
