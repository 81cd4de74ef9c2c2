import { PickerGroups } from '../picker-groups.js';
import type { Random, RuleWrapper } from '../picker.js';
import { narrowed, splitBy } from '../pool.js';
import type { Pool } from '../pool.js';
import { AliasTable } from '../rules/alias-table.js';
import { groupsOf, NarrowingPicker } from '../narrowing/narrowing-picker.js';

export interface ZonePreferenceOptions {
  /** The caller's own zone (client.md 5.5); compared without regard to case. */
  readonly zone: string;
  /** Healthy share of the own zone down to which all requests stay there, above 0…1. @default 0.7 */
  readonly healthyShare?: number;
}

const ALL = '';
/** Everybody outside of the own zone. */
const OTHERS = '\n\n';
/** Stands for the instances that name no zone; never the caller's own. */
const NO_ZONE = '\n';

/**
 * The own zone while enough of it is healthy. Below that it keeps a share of the requests in proportion to its health, and the
 * others get the rest in proportion to their usable instances. Unhealthy is who is DOWN or ejected; who is starting or taken
 * out of service on purpose does not count. A retry leaves the zone: when a zone is lost, its other instances are no better.
 */
export function zonePreference(options: ZonePreferenceOptions, random: Random): RuleWrapper {
  const own = options.zone.toLowerCase();
  return (inner) => ({
    build(pool, previous) {
      const parts = splitBy(pool, (candidate) => candidate.zoneKey ?? NO_ZONE);
      const keptShare = keptShareOf(parts.get(own), options.healthyShare ?? 0.7);
      const others = narrowed(pool, (candidate) => candidate.zoneKey !== own);
      const first = keptShare === 0 ? () => ALL : chooser(own, keptShare, parts, random);
      const retry = others.usable.length > 0 ? OTHERS : ALL;
      const groups = new PickerGroups(inner, new Map(parts).set(OTHERS, others).set(ALL, pool), groupsOf(previous));
      return new NarrowingPicker(groups, ({ exclude }) => (exclude?.size ? retry : first()), ALL);
    },
  });
}

/** The share of requests that stays in the own zone. */
export function keptShareOf(own: Pool | undefined, healthyShare: number): number {
  if (own === undefined || own.usable.length === 0) return 0;
  const unhealthy = own.ejected.length + own.down.filter(({ status }) => status === 'DOWN').length;
  return Math.min(1, own.usable.length / (own.usable.length + unhealthy) / healthyShare);
}

function chooser(own: string, keptShare: number, parts: ReadonlyMap<string, Pool>, random: Random): () => string {
  const others = [...parts].filter(([zone, part]) => zone !== own && part.usable.length > 0);
  if (keptShare >= 1 || others.length === 0) return () => own;
  const table = new AliasTable(others.map(([, part]) => part.usable.length));
  return () => (random() < keptShare ? own : (others[table.draw(random)]?.[0] ?? own));
}
