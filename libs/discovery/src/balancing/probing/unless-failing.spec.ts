import { describe, expect, it } from '@jest/globals';
import { aCandidate, candidates, pickerOver, pickId, pickIds } from '../../../spec-support/a-candidate.js';
import { createRule } from '../options/create-rule.js';
import { RULE_NAMES } from '../options/rule-names.js';
import { SpringRoundRobin } from '../spring/spring-round-robin.js';
import { ProbeResults } from './probed-health.js';
import { unlessFailing } from './unless-failing.js';

const failing = (...ids: readonly string[]): ProbeResults => {
  const results = new ProbeResults();
  for (const id of ids) results.put(id, false);
  return results;
};

describe('results of probes', () => {
  it('change what is known only when they differ from before; a first good one does not', () => {
    const results = new ProbeResults();
    const told = [true, false, false, true].map((healthy) => [results.put('a', healthy), results.revision]);
    expect(told).toEqual([
      [false, 0],
      [true, 1],
      [false, 1],
      [true, 2],
    ]);
  });

  it('are kept of those that are there', () => {
    const results = failing('a', 'b');
    results.keep(new Set(['b']));
    expect(['a', 'b'].map((id) => [results.isKnown(id), results.isFailing(id)])).toEqual([
      [false, false],
      [true, true],
    ]);
  });
});

describe('who fails its probe', () => {
  it('is avoided, and is back with a good one', () => {
    const results = failing('good:0', 'good:2');
    const picker = pickerOver(unlessFailing(results)(new SpringRoundRobin(() => 0)), candidates(3));
    expect(pickIds(picker, 3)).toEqual(['good:1', 'good:1', 'good:1']);
    results.put('good:2', true);
    expect(new Set(pickIds(picker, 4))).toEqual(new Set(['good:1', 'good:2']));
  });

  it('is used all the same when all fail', () => {
    const picker = pickerOver(unlessFailing(failing('good:0', 'good:1'))(new SpringRoundRobin(() => 0)), candidates(2));
    expect(new Set(pickIds(picker, 4))).toEqual(new Set(['good:0', 'good:1']));
  });

  it('is told from who is down', () => {
    const all = [aCandidate('a'), aCandidate('b', {}, 'DOWN')];
    const picker = pickerOver(unlessFailing(failing('a', 'b'))(new SpringRoundRobin(() => 0)), all);
    expect(pickId(picker)).toBe('a');
  });

  it.each([...RULE_NAMES, 'ZoneAvoidanceRule', 'RandomLoadBalancer'])('is avoided by %s', (name) => {
    const health = failing('good:1');
    const rule = createRule({ rule: name }, { service: 'orders', random: Math.random, instanceId: '', health });
    const picked = pickIds(pickerOver(rule, candidates(4)), 200);
    expect(picked).not.toContain('good:1');
    expect(picked.every((id) => id.startsWith('good:'))).toBe(true);
  });
});
