import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { Polls } from './polls.js';

function polling(): { clock: ManualClock; polls: Polls } {
  const clock = new ManualClock();
  return { clock, polls: new Polls(clock) };
}

describe('Polls', () => {
  it('are likely for 90 s after somebody without a stream has read', () => {
    const { clock, polls } = polling();
    expect(polls.areLikely).toBe(false);
    polls.noted(undefined);
    clock.advance(89_999);
    expect(polls.areLikely).toBe(true);
    clock.advance(1);
    expect(polls.areLikely).toBe(false);
  });

  it('do not count of a client that has a stream, before, while and after it reads', () => {
    const { polls } = polling();
    polls.noted('a');
    expect(polls.areLikely).toBe(true);
    polls.opened('a');
    polls.noted('a');
    expect(polls.areLikely).toBe(false);
    polls.opened('a');
    polls.closed('a');
    polls.noted('a');
    expect(polls.areLikely).toBe(false);
    polls.closed('a');
    polls.noted('a');
    expect(polls.areLikely).toBe(true);
  });

  it('are counted where clients say who they are', () => {
    const { clock, polls } = polling();
    expect(polls.likely).toEqual({ named: 0, nameless: false });
    polls.noted('a');
    clock.advance(60_000);
    for (const name of ['b', 'b', 'c', undefined]) polls.noted(name);
    expect(polls.likely).toEqual({ named: 3, nameless: true });
    clock.advance(30_000);
    expect(polls.likely).toEqual({ named: 2, nameless: true });
    polls.opened('b');
    clock.advance(30_000);
    expect(polls.likely).toEqual({ named: 1, nameless: true });
    clock.advance(30_000);
    expect(polls.likely).toEqual({ named: 0, nameless: false });
  });

  it('stay known though there are more names than are kept', () => {
    const { polls } = polling();
    for (let name = 0; name <= 10_000; name++) polls.noted(`client-${name}`);
    for (let name = 1; name <= 10_000; name++) polls.opened(`client-${name}`);
    expect(polls.areLikely).toBe(true);
  });

  it('take no endless name for one', () => {
    const { polls } = polling();
    polls.opened('x'.repeat(65));
    polls.noted('x'.repeat(65));
    expect(polls.areLikely).toBe(true);
  });
});
