import { describe, expect, it } from '@jest/globals';
import {
  aCandidate,
  answered,
  busy,
  candidates,
  pickerOver,
  pickId,
  pickIds,
  trip,
} from '../../../spec-support/a-candidate.js';
import { poolOf } from '../pool.js';
import { seededRandom } from '../rules/seeded-random.js';
import { PredicateBased } from './predicate-based.js';
import { availability, both, everybody, survivors, zoneAvoidance } from './predicates.js';
import { RibbonAvailabilityFiltering } from './ribbon-availability-filtering.js';
import { RibbonBestAvailable } from './ribbon-best-available.js';
import { DEFAULT_RIBBON } from './ribbon-options.js';
import { RibbonRetry } from './ribbon-retry.js';
import { RibbonRoundRobin } from './ribbon-round-robin.js';
import { accumulatedWeights, RibbonWeightedResponseTime } from './ribbon-weighted-response-time.js';
import { ribbonZoneAvoidance } from './ribbon-zone-avoidance.js';

const zoned = (zone: string, count: number) => candidates(count, { zone }, zone);
const ids = (all: readonly { readonly id: string }[]): string[] => all.map(({ id }) => id);

describe('RoundRobinRule', () => {
  it('picks index 1 first and goes on from there in the next list', () => {
    const rule = new RibbonRoundRobin();
    const picker = pickerOver(rule, candidates(3));
    expect(pickIds(picker, 4)).toEqual(['good:1', 'good:2', 'good:0', 'good:1']);
    expect(pickId(pickerOver(rule, candidates(3), picker))).toBe('good:2');
  });

  it('gives up after ten in a row that cannot be used', () => {
    const exclude = new Set(ids(candidates(12)).slice(1, 12));
    const picker = pickerOver(new RibbonRoundRobin(), candidates(12));
    expect(pickIds(picker, 2, { exclude })).toEqual(['all-excluded', 'good:0']);
  });
});

describe('RetryRule', () => {
  it('asks again where round robin gives up', () => {
    const exclude = new Set(ids(candidates(12)).slice(1, 12));
    expect(pickId(pickerOver(new RibbonRetry(), candidates(12)), { exclude })).toBe('good:0');
  });

  it('ends when nobody is left', () => {
    const exclude = new Set(ids(candidates(12)));
    expect(pickId(pickerOver(new RibbonRetry(), candidates(12)), { exclude })).toBe('all-excluded');
  });
});

describe('WeightedResponseTimeRule', () => {
  it('accumulates the sum of all means less each own', () => {
    const all = candidates(3);
    all.forEach((candidate, index) => answered(candidate, 10 * (index + 1)));
    expect(accumulatedWeights(poolOf(all))).toEqual([50, 90, 120]);
  });

  it.each([
    [0, 'good:0'],
    [50 / 120, 'good:0'],
    [51 / 120, 'good:1'],
    [90 / 120, 'good:1'],
    [119 / 120, 'good:2'],
  ])('takes the first whose sum reaches %d of the highest', (random, expected) => {
    const all = candidates(3);
    all.forEach((candidate, index) => answered(candidate, 10 * (index + 1)));
    expect(pickId(pickerOver(new RibbonWeightedResponseTime(() => random, 30_000), all))).toBe(expected);
  });

  it('goes round until the interval after the first measurements', () => {
    const all = candidates(3);
    const picker = pickerOver(new RibbonWeightedResponseTime(() => 0, 30_000), all);
    expect(pickIds(picker, 2)).toEqual(['good:1', 'good:2']);
    all.forEach((candidate) => answered(candidate, 10));
    expect(pickIds(picker, 2, { now: 29_999 })).toEqual(['good:0', 'good:1']);
    expect(pickIds(picker, 2, { now: 30_000 })).toEqual(['good:0', 'good:0']);
  });

  it('chooses somebody after the list has shrunk', () => {
    const all = candidates(5);
    all.forEach((candidate) => answered(candidate, 10));
    const rule = new RibbonWeightedResponseTime(() => 0.999, 30_000);
    const picker = pickerOver(rule, all);
    expect(pickId(picker)).toBe('good:4');
    expect(pickId(pickerOver(rule, all.slice(0, 2), picker))).toBe('good:1');
  });
});

describe('BestAvailableRule', () => {
  const tenBusy = () => candidates(10).map((candidate, index) => busy(candidate, 10 - index));

  it('takes the fewest active requests, the first on ties', () => {
    expect(pickId(pickerOver(new RibbonBestAvailable(), tenBusy()))).toBe('good:9');
    expect(pickId(pickerOver(new RibbonBestAvailable(), candidates(4)))).toBe('good:0');
  });

  it('takes the next best when the circuit of the best is open', () => {
    const all = tenBusy();
    trip(all[9]!);
    expect(pickId(pickerOver(new RibbonBestAvailable(), all))).toBe('good:8');
  });

  it('goes round when every circuit is open', () => {
    const all = candidates(3).map((candidate) => trip(candidate));
    expect(pickIds(pickerOver(new RibbonBestAvailable(), all), 3)).toEqual(['good:1', 'good:2', 'good:0']);
  });
});

describe('availability', () => {
  const sevenGood = () => [...candidates(7), ...candidates(3, {}, 'bad').map((candidate) => trip(candidate))];

  it('goes round the seven good ones of ten, beginning with the first', () => {
    const picker = pickerOver(new PredicateBased([availability(DEFAULT_RIBBON)]), sevenGood());
    const expected = Array.from({ length: 20 }, (_, index) => `good:${index % 7}`);
    expect(pickIds(picker, 20)).toEqual(expected);
  });

  it('notices that a circuit opens between two picks', () => {
    const all = candidates(2);
    const picker = pickerOver(new RibbonAvailabilityFiltering(DEFAULT_RIBBON), all);
    expect(pickId(picker)).toBe('good:1');
    trip(all[0]!);
    expect(pickIds(picker, 3)).toEqual(['good:1', 'good:1', 'good:1']);
  });

  it('rejects who has reached the limit of active requests', () => {
    const all = candidates(3);
    busy(all[1]!, 2);
    const options = { ...DEFAULT_RIBBON, activeConnectionsLimit: 2 };
    expect(pickIds(pickerOver(new RibbonAvailabilityFiltering(options), all), 2)).toEqual(['good:2', 'good:0']);
  });

  it('ignores circuits when told to', () => {
    const all = candidates(2).map((candidate) => trip(candidate));
    expect(survivors(all, [availability({ ...DEFAULT_RIBBON, filterCircuitTripped: false })], 0)).toHaveLength(2);
    expect(survivors(all, [availability(DEFAULT_RIBBON)], 0)).toHaveLength(0);
  });

  it('finds the good one behind more than eleven bad ones, and anybody when all are bad', () => {
    const bad = candidates(30, {}, 'bad').map((candidate) => trip(candidate));
    const rule = new RibbonAvailabilityFiltering(DEFAULT_RIBBON);
    expect(pickId(pickerOver(rule, [...bad, aCandidate('good')]))).toBe('good');
    expect(pickId(pickerOver(rule, bad))).toMatch(/^bad/);
  });
});

describe('ZoneAvoidanceRule', () => {
  const threeZones = () => {
    const [zero, one, two] = [zoned('zero', 2), zoned('one', 2), zoned('two', 2)];
    busy(one[0]!, 2);
    busy(two[0]!, 4);
    return { zero, one, two, all: [...zero, ...two, ...one] };
  };

  it('rejects the zone with load 2 of loads 0, 2 and 1', () => {
    const { zero, one, all } = threeZones();
    const passed = survivors(all, [zoneAvoidance(DEFAULT_RIBBON, seededRandom(1))], 0);
    expect(ids(passed)).toEqual(ids([...zero, ...one]));
  });

  it.each([
    [{}, 3],
    [{ atLeast: 5 }, 6],
    [{ aboveShare: 0.5 }, 6],
  ])('leaves those that %j asks for, with availability as the fallback', (enough, expected) => {
    // zone and availability leave three of seven, availability alone six
    const [idle, light, heavy] = [zoned('idle', 2), zoned('light', 2), zoned('heavy', 3)];
    busy(light[0]!, 1);
    busy(heavy[0]!, 9);
    trip(idle[0]!);
    const available = availability(DEFAULT_RIBBON);
    const composite = both(zoneAvoidance(DEFAULT_RIBBON, seededRandom(1)), available);
    expect(survivors([...idle, ...light, ...heavy], [composite, available], 0, enough)).toHaveLength(expected);
  });

  it('uses available servers of any zone when the zones leave none', () => {
    const [a, b] = [zoned('a', 2).map((candidate) => trip(candidate)), zoned('b', 2)];
    const picker = pickerOver(ribbonZoneAvoidance(DEFAULT_RIBBON, seededRandom(1)), [...a, ...b]);
    expect(pickIds(picker, 3)).toEqual(['b:0', 'b:1', 'b:0']);
  });

  it('uses everybody when nobody is available', () => {
    const all = zoned('a', 2).map((candidate) => trip(candidate));
    expect(pickIds(pickerOver(ribbonZoneAvoidance(DEFAULT_RIBBON, seededRandom(1)), all), 2)).toEqual(['a:0', 'a:1']);
  });

  it('passes everybody when it is switched off or there is one zone', () => {
    const off = zoneAvoidance({ ...DEFAULT_RIBBON, zoneAvoidance: false }, seededRandom(1));
    expect(survivors(threeZones().all, [off, everybody], 0)).toHaveLength(6);
    expect(survivors(zoned('a', 3), [zoneAvoidance(DEFAULT_RIBBON, seededRandom(1))], 0)).toHaveLength(3);
  });
});
