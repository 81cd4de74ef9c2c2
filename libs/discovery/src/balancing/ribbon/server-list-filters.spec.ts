import { describe, expect, it } from '@jest/globals';
import { busy, candidates, pickerOver, pickIds } from '../../../spec-support/a-candidate.js';
import type { Candidate } from '../candidate.js';
import { RoundRobin } from '../rules/round-robin.js';
import { seededRandom } from '../rules/seeded-random.js';
import { listFiltered } from './server-list-filter.js';
import { ServerListSubset, worstFirst } from './server-list-subset.js';
import { RibbonZonePreference, ZoneAffinity } from './zone-affinity.js';

const OWN = 'Us-east-1c';
const fleet = (): { own: Candidate[]; all: Candidate[] } => {
  const own = candidates(5, { zone: 'us-eAst-1C' }, 'c');
  return { own, all: [...candidates(7, { zone: 'us-east-1d' }, 'd'), ...own] };
};
const everybody = new ZoneAffinity({});

function failing(candidate: Candidate, failures: number): Candidate {
  for (let failure = 0; failure < failures; failure++) {
    candidate.stats.begin(0);
    candidate.stats.end({ type: 'failed', fault: 'reset', tookMs: 1 }, 0);
  }
  return candidate;
}

describe('ZoneAffinityServerListFilter', () => {
  it('keeps the own zone whatever its case, and everybody once its load is 0.8', () => {
    const { own, all } = fleet();
    const filter = new ZoneAffinity({ zone: OWN, affinity: true });
    expect(filter.filtered(all, 0)).toEqual(own);
    own.slice(0, 4).forEach((candidate) => busy(candidate, 1));
    expect(filter.filtered(all, 0)).toHaveLength(12);
  });

  it('keeps the own zone under the same load when it is exclusive', () => {
    const { own, all } = fleet();
    own.slice(0, 4).forEach((candidate) => busy(candidate, 1));
    expect(new ZoneAffinity({ zone: OWN, exclusivity: true }).filtered(all, 0)).toEqual(own);
  });

  it.each([
    ['fewer than are asked for', { zone: OWN, affinity: true, minAvailableServers: 6 }],
    ['a zone nobody is in', { zone: 'elsewhere', affinity: true }],
    ['no zone', { affinity: true }],
    ['affinity off', { zone: OWN }],
  ])('keeps everybody with %s', (_, options) => {
    expect(new ZoneAffinity(options).filtered(fleet().all, 0)).toHaveLength(12);
  });

  it('is cut to the own zone by Spring where affinity leaves everybody', () => {
    const { own, all } = fleet();
    own.forEach((candidate) => busy(candidate, 1));
    expect(new RibbonZonePreference({ zone: OWN, affinity: true }).filtered(all, 0)).toEqual(own);
    expect(new RibbonZonePreference({ zone: 'elsewhere', affinity: true }).filtered(all, 0)).toHaveLength(12);
  });
});

describe('ServerListSubsetFilter', () => {
  it('compares by failures, then by active requests, the worst first', () => {
    const [calm, active, failed] = candidates(3) as [Candidate, Candidate, Candidate];
    busy(active, 5);
    failing(failed, 1);
    expect([calm, active, failed].sort(worstFirst(0))).toEqual([failed, active, calm]);
  });

  it('exchanges the two bad ones and forces one more by its failures', () => {
    const all = candidates(20);
    const options = { size: 5, forceEliminateShare: 0.6, failureThreshold: 2, connectionThreshold: 2 };
    const filter = new ServerListSubset(options, everybody, seededRandom(5));
    const first = filter.filtered(all, 0);
    expect(first).toHaveLength(5);
    failing(first[0]!, 3);
    busy(first[1]!, 3);
    failing(first[2]!, 1);
    const second = filter.filtered(all, 0);
    expect(second).toHaveLength(5);
    expect(first.filter((candidate) => !second.includes(candidate))).toEqual(first.slice(0, 3));
  });

  it('exchanges its share even when nobody is bad', () => {
    const filter = new ServerListSubset({ size: 10, forceEliminateShare: 0.2 }, everybody, seededRandom(5));
    const all = candidates(50);
    const first = filter.filtered(all, 0);
    const second = filter.filtered(all, 0);
    expect(first.filter((candidate) => second.includes(candidate))).toHaveLength(8);
  });

  it('takes dropped ones again when there are too few', () => {
    const all = candidates(6);
    const filter = new ServerListSubset({ size: 5, failureThreshold: 0 }, everybody, seededRandom(5));
    filter.filtered(all, 0).forEach((candidate) => failing(candidate, 1));
    expect(filter.filtered(all, 0)).toHaveLength(5);
  });

  it('is looked at again after the refresh interval alone', () => {
    const { own, all } = fleet();
    const rule = listFiltered(new ZoneAffinity({ zone: OWN, affinity: true }), 30_000)(new RoundRobin(() => 0));
    const picker = pickerOver(rule, all);
    expect(new Set(pickIds(picker, 24)).size).toBe(5);
    own.forEach((candidate) => busy(candidate, 1));
    expect(new Set(pickIds(picker, 24, { now: 29_999 })).size).toBe(5);
    expect(new Set(pickIds(picker, 24, { now: 30_000 })).size).toBe(12);
  });
});
