import type { Candidate } from '../candidate.js';
import type { Random } from '../picker.js';
import { EMPTY_POOL, splitBy } from '../pool.js';
import type { RibbonOptions } from './ribbon-options.js';
import { availableZones, ribbonZoneOf, zoneLoadOf } from './zone-load.js';

/** Made anew for each look at the candidates: tells who passes at that moment. */
export type Predicate = (candidates: readonly Candidate[], now: number) => (candidate: Candidate) => boolean;

/** `AvailabilityPredicate`: circuit closed, and fewer active requests than the limit. */
export function isAvailable(candidate: Candidate, options: Required<RibbonOptions>, now: number): boolean {
  if (options.filterCircuitTripped && candidate.stats.isTripped(now)) return false;
  return options.activeConnectionsLimit < 0 || candidate.stats.activeAt(now) < options.activeConnectionsLimit;
}

export function availability(options: Required<RibbonOptions>): Predicate {
  return (_, now) => (candidate) => isAvailable(candidate, options, now);
}

/** `ZoneAvoidancePredicate`: not in a zone that is out or the most loaded. Zones are compared without regard to case. */
export function zoneAvoidance(options: Required<RibbonOptions>, random: Random): Predicate {
  return (candidates, now) => {
    if (!options.zoneAvoidance) return () => true;
    const zones = splitBy({ ...EMPTY_POOL, usable: candidates }, ribbonZoneOf);
    if (zones.size <= 1) return () => true;
    const loads = new Map([...zones].map(([zone, { usable }]) => [zone, zoneLoadOf(usable, now)]));
    const available = availableZones(loads, options, random);
    return (candidate) => available === undefined || available.has(ribbonZoneOf(candidate));
  };
}

export function both(one: Predicate, other: Predicate): Predicate {
  return (candidates, now) => {
    const [passesOne, passesOther] = [one(candidates, now), other(candidates, now)];
    return (candidate) => passesOne(candidate) && passesOther(candidate);
  };
}

export const everybody: Predicate = () => () => true;

/** How many survivors are enough not to try the next fallback (client.md 6.3, composite predicate). */
export interface Enough {
  /** @default 1 */
  readonly atLeast?: number;
  /** Share of all, 0…1; more than that many must survive. @default 0 */
  readonly aboveShare?: number;
}

/** Who passes the first predicate that lets enough pass; the last one's when none does. */
export function survivors(
  candidates: readonly Candidate[],
  predicates: readonly Predicate[],
  now: number,
  { atLeast = 1, aboveShare = 0 }: Enough = {},
): readonly Candidate[] {
  let passed: readonly Candidate[] = candidates;
  for (const predicate of predicates) {
    passed = candidates.filter(predicate(candidates, now));
    if (passed.length >= atLeast && passed.length > Math.floor(candidates.length * aboveShare)) return passed;
  }
  return passed;
}
