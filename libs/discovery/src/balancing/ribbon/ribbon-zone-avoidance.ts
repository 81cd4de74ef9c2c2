import type { Random, Rule } from '../picker.js';
import { PredicateBased } from './predicate-based.js';
import { availability, both, everybody, zoneAvoidance } from './predicates.js';
import type { RibbonOptions } from './ribbon-options.js';

/** `ZoneAvoidanceRule`: zone and availability, else availability alone, else everybody; round robin among them (client.md 6.3). */
export function ribbonZoneAvoidance(options: Required<RibbonOptions>, random: Random): Rule {
  const available = availability(options);
  return new PredicateBased([both(zoneAvoidance(options, random), available), available, everybody]);
}
