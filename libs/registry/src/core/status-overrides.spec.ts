import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { StatusOverrides } from './status-overrides.js';

const HOUR_MS = 3_600_000;

describe('StatusOverrides', () => {
  it('forgets an override one hour after its last use', () => {
    const clock = new ManualClock();
    const overrides = new StatusOverrides(clock);
    overrides.set('a', 'DOWN');
    clock.advance(HOUR_MS - 1);
    expect(overrides.get('a')).toBe('DOWN');
    clock.advance(HOUR_MS - 1);
    expect(overrides.peek('a')).toBe('DOWN');
    clock.advance(1);
    expect(overrides.peek('a')).toBeUndefined();
    expect(overrides.get('a')).toBeUndefined();
    expect(overrides.size).toBe(0);
  });

  it('does not take a peek, a snapshot or a count for a use', () => {
    const clock = new ManualClock();
    const overrides = new StatusOverrides(clock);
    overrides.set('a', 'DOWN');
    clock.advance(HOUR_MS - 1);
    expect([overrides.peek('a'), overrides.size, [...overrides.snapshot()]]).toEqual(['DOWN', 1, [['a', 'DOWN']]]);
    clock.advance(1);
    expect(overrides.snapshot().size).toBe(0);
  });

  it('tells which override it removes, and nothing for one that has run out', () => {
    const clock = new ManualClock();
    const overrides = new StatusOverrides(clock);
    overrides.set('a', 'OUT_OF_SERVICE');
    expect(overrides.remove('a')).toBe('OUT_OF_SERVICE');
    expect(overrides.remove('a')).toBeUndefined();
    overrides.set('b', 'DOWN');
    clock.advance(HOUR_MS);
    expect(overrides.remove('b')).toBeUndefined();
  });

  it('drops the one unused for longest when there are too many', () => {
    const overrides = new StatusOverrides(new ManualClock(), { capacity: 2 });
    overrides.set('a', 'DOWN');
    overrides.set('b', 'DOWN');
    overrides.get('a');
    overrides.set('c', 'UP');
    expect([...overrides.snapshot().keys()]).toEqual(['a', 'c']);
  });
});
