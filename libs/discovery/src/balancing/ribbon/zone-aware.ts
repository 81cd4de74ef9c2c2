import { PickerGroups } from '../picker-groups.js';
import type { Picker, PickRequest, PickResult, Random, RuleWrapper } from '../picker.js';
import { splitBy } from '../pool.js';
import type { Pool } from '../pool.js';
import type { RibbonOptions } from './ribbon-options.js';
import { availableZones, ribbonZoneOf, zoneByInstances, zoneLoadOf } from './zone-load.js';
import type { ZoneLoad } from './zone-load.js';

const ALL = '';
const CANDIDATES_PER_MS = 100;

/** `ZoneAwareLoadBalancer`: when zones are to be avoided, a zone is drawn and its own copy of the rule picks (client.md 6.3). */
export function zoneAware(options: Required<RibbonOptions>, random: Random): RuleWrapper {
  return (inner) => ({
    build(pool, previous) {
      const zones = splitBy({ ...pool, ejected: [], down: [] }, ribbonZoneOf);
      const before = previous instanceof ZoneAwarePicker ? previous.groups : undefined;
      const groups = new PickerGroups(inner, new Map(zones).set(ALL, pool), before);
      return new ZoneAwarePicker(zones, groups, options, random);
    },
  });
}

class ZoneAwarePicker implements Picker {
  #loads: ReadonlyMap<string, ZoneLoad> = new Map();
  #lookedAt = -Infinity;
  readonly #staleAfterMs: number;

  constructor(
    private readonly zones: ReadonlyMap<string, Pool>,
    readonly groups: PickerGroups,
    private readonly options: Required<RibbonOptions>,
    private readonly random: Random,
  ) {
    const instances = [...zones.values()].reduce((sum, { usable }) => sum + usable.length, 0);
    this.#staleAfterMs = Math.floor(instances / CANDIDATES_PER_MS);
  }

  pick(request: PickRequest): PickResult {
    const zone = this.#zone(request.now);
    const result = zone === undefined ? undefined : this.groups.of(zone).pick(request);
    return result?.type === 'picked' ? result : this.groups.of(ALL).pick(request);
  }

  /** Undefined when no zone is to be avoided. */
  #zone(now: number): string | undefined {
    if (!this.options.zoneAware || this.zones.size < 2) return undefined;
    if (this.#staleAfterMs === 0 || now - this.#lookedAt >= this.#staleAfterMs) {
      this.#lookedAt = now;
      this.#loads = new Map([...this.zones].map(([zone, { usable }]) => [zone, zoneLoadOf(usable, now)]));
    }
    const available = availableZones(this.#loads, this.options, this.random);
    if (available === undefined || available.size === this.zones.size) return undefined;
    return zoneByInstances(available, this.#loads, this.random);
  }
}
