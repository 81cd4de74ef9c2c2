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

  it('remembers that an override was taken away, for as long as one lives, and shows it nowhere', () => {
    const clock = new ManualClock();
    const overrides = new StatusOverrides(clock);
    overrides.set('a', 'DOWN');
    overrides.remove('a');
    expect([overrides.get('a'), overrides.size, overrides.snapshot().size]).toEqual([undefined, 0, 0]);
    expect(overrides.record('a')).toEqual({ status: undefined, at: clock.now() + 1 });
    clock.advance(HOUR_MS);
    expect(overrides.record('a')).toBeUndefined();
  });

  it('takes no word of another node for the last one that is older than its own', () => {
    const overrides = new StatusOverrides(new ManualClock());
    expect(overrides.learn('a', { status: 'DOWN', at: 20 })).toBe(true);
    expect(overrides.learn('a', { status: undefined, at: 19 })).toBe(false);
    expect(overrides.learn('a', { status: 'DOWN', at: 20 })).toBe(false);
    expect(overrides.peek('a')).toBe('DOWN');
    expect(overrides.learn('a', { status: undefined, at: 21 })).toBe(true);
    expect(overrides.peek('a')).toBeUndefined();
  });

  it('says the later word after one from a node whose clock is ahead', () => {
    const clock = new ManualClock();
    const overrides = new StatusOverrides(clock);
    const ahead = clock.now() + 600_000;
    overrides.learn('a', { status: 'DOWN', at: ahead });
    overrides.set('a', 'OUT_OF_SERVICE');
    expect(overrides.record('a')).toEqual({ status: 'OUT_OF_SERVICE', at: ahead + 1 });
    overrides.remove('a');
    expect(overrides.record('a')).toEqual({ status: undefined, at: ahead + 2 });
  });
});
