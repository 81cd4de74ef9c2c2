import type { Candidate } from '../candidate.js';
import type { ServerListFilter } from './server-list-filter.js';
import { zoneLoadOf } from './zone-load.js';

/** `ZoneAffinityServerListFilter`'s keys (client.md 6.4). */
export interface ZoneAffinityOptions {
  /** The caller's own zone; without one nothing is filtered. */
  readonly zone?: string;
  /** `EnableZoneAffinity`. @default false */
  readonly affinity?: boolean;
  /** `EnableZoneExclusivity`. @default false */
  readonly exclusivity?: boolean;
  /** `zoneAffinity.maxBlackOutServesrPercentage` (sic), 0…1. @default 0.8 */
  readonly maxBlackoutShare?: number;
  /** `zoneAffinity.maxLoadPerServer`. @default 0.6 */
  readonly maxLoadPerServer?: number;
  /** `zoneAffinity.minAvailableServers`. @default 2 */
  readonly minAvailableServers?: number;
}

/** `ZoneAffinityServerListFilter`: the own zone, unless too many of it are out, it is too loaded or too small. */
export class ZoneAffinity implements ServerListFilter {
  readonly #zone: string | undefined;

  constructor(private readonly options: ZoneAffinityOptions) {
    this.#zone = options.zone?.toLowerCase();
  }

  filtered(candidates: readonly Candidate[], now: number): readonly Candidate[] {
    const { affinity, exclusivity } = this.options;
    if (this.#zone === undefined || !(affinity || exclusivity)) return candidates;
    const own = candidates.filter((candidate) => candidate.zoneKey === this.#zone);
    return exclusivity || !this.#isOverridden(own, now) ? own : candidates;
  }

  #isOverridden(own: readonly Candidate[], now: number): boolean {
    const { maxBlackoutShare = 0.8, maxLoadPerServer = 0.6, minAvailableServers = 2 } = this.options;
    const { instances, tripped, loadPerServer } = zoneLoadOf(own, now);
    if (instances === 0 || instances - tripped < minAvailableServers) return true;
    return tripped / instances >= maxBlackoutShare || loadPerServer >= maxLoadPerServer;
  }
}

/** Spring's `ZonePreferenceServerListFilter`: what zone affinity leaves whole is cut to the own zone where that has anybody. */
export class RibbonZonePreference implements ServerListFilter {
  readonly #affinity: ZoneAffinity;

  constructor(private readonly options: ZoneAffinityOptions) {
    this.#affinity = new ZoneAffinity(options);
  }

  filtered(candidates: readonly Candidate[], now: number): readonly Candidate[] {
    const filtered = this.#affinity.filtered(candidates, now);
    const zone = this.options.zone?.toLowerCase();
    if (zone === undefined || filtered.length !== candidates.length) return filtered;
    const own = filtered.filter((candidate) => candidate.zoneKey === zone);
    return own.length > 0 ? own : filtered;
  }
}
