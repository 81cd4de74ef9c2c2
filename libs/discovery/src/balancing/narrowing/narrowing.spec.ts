import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aCandidate, candidates, pickerOver, pickId, pickIds } from '../../../spec-support/a-candidate.js';
import { RoundRobin } from '../rules/round-robin.js';
import { byApiVersion } from './by-api-version.js';
import type { ApiVersionOptions } from './by-api-version.js';
import { byHint } from './by-hint.js';
import { canary } from './canary.js';
import { retryAware } from './retry-aware.js';
import { sameInstance } from './same-instance.js';
import { sticky } from './sticky.js';
import { subset, subsetOf } from './subset.js';

const roundRobin = new RoundRobin(() => 0);
const everybody = (picker: Parameters<typeof pickIds>[0], request = {}): string[] =>
  [...new Set(pickIds(picker, 20, request))].sort();

describe('byHint', () => {
  const all = [
    aCandidate('a', { hint: 'x' }),
    aCandidate('b', { hint: 'x' }),
    aCandidate('c', { hint: 'y' }),
    aCandidate('d'),
  ];

  it.each([
    ['the request’s hint', {}, { hint: 'x' }, ['a', 'b']],
    ['the standing hint', { hint: 'y' }, {}, ['c']],
    ['the request’s before the standing one', { hint: 'y' }, { hint: 'x' }, ['a', 'b']],
    ['all without a hint', {}, {}, ['a', 'b', 'c', 'd']],
    ['all when nobody has it', {}, { hint: 'z' }, ['a', 'b', 'c', 'd']],
  ])('uses %s', (_, options, request, expected) => {
    expect(everybody(pickerOver(byHint(options)(roundRobin), all), request)).toEqual(expected);
  });

  it('takes `default` for the hint of who gives none', () => {
    expect(everybody(pickerOver(byHint()(roundRobin), [...all, aCandidate('e', { hint: 'default' })]))).toEqual(['e']);
  });

  it('uses all when those with the hint are down', () => {
    const picker = pickerOver(byHint()(roundRobin), [aCandidate('a', { hint: 'x' }, 'DOWN'), aCandidate('b')]);
    expect(pickId(picker, { hint: 'x' })).toBe('b');
  });
});

describe('byApiVersion', () => {
  const all = [aCandidate('a', { API_VERSION: '1.0' }), aCandidate('b', { API_VERSION: '2.0' }), aCandidate('c')];

  it.each<[string, ApiVersionOptions, string | undefined, readonly string[]]>([
    ['the version asked for', {}, '2.0', ['b']],
    ['the default version', { defaultVersion: '1.0' }, undefined, ['a']],
    ['nobody for another version', {}, '3.0', ['no-such-version']],
    ['nobody without a version', {}, undefined, ['no-such-version']],
    ['all for another version with the fallback', { fallbackToAvailableInstances: true }, '3.0', ['a', 'b', 'c']],
    ['all without a version with the fallback', { fallbackToAvailableInstances: true }, undefined, ['a', 'b', 'c']],
    ['nobody when it is required and missing', { required: true }, undefined, ['version-required']],
    ['the default when it is required and missing', { required: true, defaultVersion: '1.0' }, undefined, ['a']],
  ])('uses %s', (_, options, apiVersion, expected) => {
    expect(everybody(pickerOver(byApiVersion(options)(roundRobin), all), { apiVersion })).toEqual(expected);
  });

  it('tells an empty service from a missing version', () => {
    expect(pickId(pickerOver(byApiVersion()(roundRobin), []), { apiVersion: '1.0' })).toBe('none-registered');
  });
});

describe('sticky', () => {
  const picker = pickerOver(sticky(roundRobin), [...candidates(3), aCandidate('down', {}, 'DOWN')]);

  it.each([
    ['the known instance', { sticky: 'good:1' }, ['good:1']],
    ['all for an unknown one', { sticky: 'gone' }, ['good:0', 'good:1', 'good:2']],
    ['all for one that is down', { sticky: 'down' }, ['good:0', 'good:1', 'good:2']],
    ['all without a session', {}, ['good:0', 'good:1', 'good:2']],
    ['others for a retry', { sticky: 'good:1', exclude: new Set(['good:1']) }, ['good:0', 'good:2']],
  ])('uses %s', (_, request, expected) => {
    expect(everybody(picker, request)).toEqual(expected);
  });
});

describe('sameInstance', () => {
  it('stays with the last one as long as it is there, across snapshots', () => {
    const rule = sameInstance(roundRobin);
    const first = pickerOver(rule, candidates(3));
    expect(pickIds(first, 3)).toEqual(['good:0', 'good:0', 'good:0']);
    const second = pickerOver(rule, candidates(3).toReversed(), first);
    expect(pickId(second)).toBe('good:0');
    const third = pickerOver(rule, candidates(3).slice(1), second);
    expect(pickIds(third, 2)).toEqual(['good:1', 'good:1']);
  });

  it('moves on with a retry', () => {
    const picker = pickerOver(sameInstance(roundRobin), candidates(3));
    pickId(picker);
    expect(pickId(picker, { exclude: new Set(['good:0']) })).toBe('good:1');
    expect(pickId(picker)).toBe('good:1');
  });
});

describe('retryAware', () => {
  it('leaves out who was tried, and has anybody again when that leaves nobody', () => {
    const picker = pickerOver(retryAware(roundRobin), candidates(2));
    expect(everybody(picker, { exclude: new Set(['good:0']) })).toEqual(['good:1']);
    expect(everybody(picker, { exclude: new Set(['good:0', 'good:1']) })).toEqual(['good:0', 'good:1']);
  });

  it('keeps the place of the rule within', () => {
    const rule = retryAware(roundRobin);
    const first = pickerOver(rule, candidates(3));
    expect(pickIds(first, 2)).toEqual(['good:0', 'good:1']);
    expect(pickId(pickerOver(rule, candidates(3), first))).toBe('good:2');
  });

  it('does not hide another reason', () => {
    expect(pickId(pickerOver(retryAware(roundRobin), []), { exclude: new Set(['a']) })).toBe('none-registered');
  });
});

describe('subset', () => {
  const all = candidates(101);

  it.each([
    [5, 5],
    [100, 100],
    [101, 101],
    [1000, 101],
  ])('of size %d uses %d of 101', (size, expected) => {
    expect(new Set(subsetOf(all, 'client', size)).size).toBe(expected);
  });

  it('is the same for the same client in any order, another for another', () => {
    const own = subsetOf(all, 'client-1', 5);
    expect(subsetOf(all.toReversed(), 'client-1', 5)).toEqual(own);
    expect(subsetOf(all, 'client-2', 5)).not.toEqual(own);
  });

  it('is what the rule chooses from, by whatever picker', () => {
    const picker = pickerOver(subset({ size: 5, instanceId: 'client' })(roundRobin), all);
    const expected = subsetOf(all, 'client', 5).map(({ id }) => id);
    expect(everybody(picker)).toEqual(expected.toSorted());
  });

  it('is used by about as many clients as any other instance', () => {
    const uses = new Map<string, number>();
    for (let client = 0; client < 2000; client++) {
      for (const { id } of subsetOf(candidates(50), `client-${client}`, 10)) uses.set(id, (uses.get(id) ?? 0) + 1);
    }
    expect(Math.min(...uses.values())).toBeGreaterThan(300);
    expect(Math.max(...uses.values())).toBeLessThan(500);
  });

  it('never has more than its size, nor anybody twice', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.integer({ min: 1, max: 70 }), fc.string(), (count, size, id) => {
        const chosen = subsetOf(all.slice(0, count), id, size);
        expect(chosen).toHaveLength(Math.min(count, size));
        expect(new Set(chosen).size).toBe(chosen.length);
      }),
    );
  });
});

describe('canary', () => {
  const options = { label: 'version', value: '2', share: 0.25 };
  const all = [aCandidate('old', { version: '1' }), aCandidate('new', { version: '2' })];

  it.each([
    [0, 'new'],
    [0.24, 'new'],
    [0.25, 'old'],
    [0.99, 'old'],
  ])('sends a request at %d of the range to the %s one', (place, expected) => {
    expect(pickId(pickerOver(canary(options, () => place)(roundRobin), all))).toBe(expected);
  });

  it('keeps a key on its side', () => {
    const picker = pickerOver(canary(options, Math.random)(roundRobin), all);
    for (let key = 0; key < 50; key++) expect(everybody(picker, { key: String(key) })).toHaveLength(1);
  });

  it.each([
    ['no canary is up', [all[0]!, aCandidate('new', { version: '2' }, 'DOWN')], 'old'],
    ['only canaries are up', [all[1]!], 'new'],
    ['nobody is there', [], 'none-registered'],
  ])('sends all to one side when %s', (_, some, expected) => {
    expect(everybody(pickerOver(canary(options, Math.random)(roundRobin), some))).toEqual([expected]);
  });

  it('lets a retry change sides', () => {
    const picker = pickerOver(canary({ ...options, share: 1 }, () => 0)(roundRobin), all);
    expect(pickId(picker, { exclude: new Set(['new']) })).toBe('old');
  });
});
