import type { Candidate } from '../candidate.js';
import { groupsOf, NarrowingPicker } from '../narrowing/narrowing-picker.js';
import { PickerGroups } from '../picker-groups.js';
import type { RuleWrapper } from '../picker.js';
import { narrowed } from '../pool.js';

export interface RegionPreferenceOptions {
  /** The caller's own region. */
  readonly region: string;
  /** The region of each zone, zones in lower case, for instances that name no region; others count as own (client.md 2.7). */
  readonly regionsByZone?: ReadonlyMap<string, string>;
}

const OWN = 'own';
const ALL = 'all';

/** Instances of the own region; all, when it has none that are usable. */
export function regionPreference(options: RegionPreferenceOptions): RuleWrapper {
  const isOwn = ({ region, zoneKey }: Candidate): boolean =>
    (region ?? options.regionsByZone?.get(zoneKey ?? '') ?? options.region) === options.region;
  return (inner) => ({
    build(pool, previous) {
      const own = narrowed(pool, isOwn);
      const groups = new PickerGroups(
        inner,
        new Map([
          [OWN, own],
          [ALL, pool],
        ]),
        groupsOf(previous),
      );
      const group = own.usable.length > 0 ? OWN : ALL;
      return new NarrowingPicker(groups, () => group, ALL);
    },
  });
}
