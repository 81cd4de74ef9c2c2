import type { Candidate } from '../candidate.js';
import { below } from '../picker.js';
import type { Random } from '../picker.js';
import type { RibbonOptions } from './ribbon-options.js';

/** Ribbon's zone snapshot (client.md 6.2). */
export interface ZoneLoad {
  readonly instances: number;
  readonly tripped: number;
  /** Active requests per instance whose circuit is closed; -1 when none is, 0 without instances. */
  readonly loadPerServer: number;
}

const LOADS_ALIKE = 1e-6;

/** Ribbon's name for the zone of who tells none. */
export function ribbonZoneOf(candidate: Candidate): string {
  return candidate.zoneKey ?? 'unknown';
}

export function zoneLoadOf(candidates: readonly Candidate[], now: number): ZoneLoad {
  let tripped = 0;
  let active = 0;
  for (const { stats } of candidates) {
    if (stats.isTripped(now)) tripped += 1;
    else active += stats.activeAt(now);
  }
  const instances = candidates.length;
  const closed = instances - tripped;
  return { instances, tripped, loadPerServer: closed > 0 ? active / closed : instances === 0 ? 0 : -1 };
}

/** The zones Ribbon would use; undefined when there are none at all (client.md 6.3). */
export function availableZones(
  zones: ReadonlyMap<string, ZoneLoad>,
  thresholds: Required<Pick<RibbonOptions, 'triggeringLoadPerServer' | 'blackoutShare'>>,
  random: Random,
): ReadonlySet<string> | undefined {
  if (zones.size === 0) return undefined;
  const available = new Set(zones.keys());
  if (zones.size === 1) return available;
  let worst: string[] = [];
  let highest = 0;
  let limited = false;
  for (const [zone, { instances, tripped, loadPerServer }] of zones) {
    if (instances === 0 || tripped / instances >= thresholds.blackoutShare || loadPerServer < 0) {
      available.delete(zone);
      limited = true;
    } else if (Math.abs(loadPerServer - highest) < LOADS_ALIKE) {
      worst.push(zone);
    } else if (loadPerServer > highest) {
      highest = loadPerServer;
      worst = [zone];
    }
  }
  if (highest < thresholds.triggeringLoadPerServer && !limited) return available;
  const dropped = zoneByInstances(worst, zones, random);
  if (dropped !== undefined) available.delete(dropped);
  return available;
}

/** One of the zones, drawn in proportion to its instances. */
export function zoneByInstances(
  among: Iterable<string>,
  zones: ReadonlyMap<string, ZoneLoad>,
  random: Random,
): string | undefined {
  const names = [...among];
  if (names.length < 2) return names[0];
  const total = names.reduce((sum, zone) => sum + (zones.get(zone)?.instances ?? 0), 0);
  let place = below(total, random);
  return names.find((zone) => (place -= zones.get(zone)?.instances ?? 0) < 0);
}
