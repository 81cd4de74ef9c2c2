import type { Candidate } from '../candidate.js';
import type { RuleWrapper } from '../picker.js';

/** Spring's zone preference supplier: the instances of the own zone; all, when there are none or no zone is known (client.md 6.7). */
export function zoneSupplier(zone: string | undefined): RuleWrapper {
  const own = zone?.toLowerCase();
  return (inner) => ({
    build(pool, previous) {
      const inZone = own === undefined ? [] : pool.usable.filter((candidate: Candidate) => candidate.zoneKey === own);
      return inner.build(inZone.length > 0 ? { ...pool, usable: inZone } : pool, previous);
    },
  });
}
