import { byApiVersion } from '../narrowing/by-api-version.js';
import { sameInstance } from '../narrowing/same-instance.js';
import { sticky } from '../narrowing/sticky.js';
import { subset } from '../narrowing/subset.js';
import type { RuleWrapper } from '../picker.js';
import { byHint } from '../narrowing/by-hint.js';
import { weightedList } from '../spring/weighted-list.js';
import { zoneSupplier } from '../spring/zone-supplier.js';
import type { BalancerOptions } from './balancer-options.js';
import type { RuleContext } from './rule-context.js';

/** The supplier of a `configurations` value; discovery and caching are what the snapshots themselves are (client.md 6.7). */
export function springSuppliers(options: BalancerOptions, context: RuleContext): RuleWrapper[] {
  switch (options.configurations) {
    case undefined:
    case 'default':
    case 'random':
    // probed whatever picks: see create-rule.ts
    case 'health-check':
      return [];
    case 'zone-preference':
      return [zoneSupplier(options.zone)];
    case 'request-based-sticky-session':
      return [sticky];
    case 'same-instance-preference':
      return [sameInstance];
    case 'weighted':
      return [weightedList];
    case 'hint':
      return [byHint({ hint: options.hint })];
    case 'subset':
      return [subset({ size: options.subsetSize, instanceId: options.subsetInstanceId || context.instanceId })];
    case 'api-version':
      return [byApiVersion(options.apiVersion)];
  }
}
