import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { readInSlices } from './read-in-slices.js';

/** Steps of one millisecond each. */
function* stepsTaking(clock: ManualClock, count: number, taken: number[]): Generator<void, string, void> {
  for (let step = 1; step <= count; step++) {
    clock.advance(1);
    taken.push(step);
    yield;
  }
  return 'read';
}

describe('readInSlices', () => {
  it('lets the event loop go round when a slice of time is used up', async () => {
    const clock = new ManualClock();
    const taken: number[] = [];
    const takenAtTurns: number[] = [];
    const watch = (): void => {
      takenAtTurns.push(taken.length);
      if (taken.length < 10) setImmediate(watch);
    };
    setImmediate(watch);
    expect(await readInSlices(stepsTaking(clock, 10, taken), { clock, sliceMs: 4 })).toBe('read');
    expect(takenAtTurns.slice(0, 2)).toEqual([4, 8]);
  });

  it('takes no turn for what fits into one slice', async () => {
    const clock = new ManualClock();
    const order: string[] = [];
    setImmediate(() => order.push('turn'));
    await readInSlices(stepsTaking(clock, 3, []), { clock, sliceMs: 4 }).then((result) => order.push(result));
    expect(order).toEqual(['read']);
  });

  it('gives up between two slices', async () => {
    const clock = new ManualClock();
    const taken: number[] = [];
    const giveUp = new AbortController();
    const reading = readInSlices(stepsTaking(clock, 100, taken), { clock, sliceMs: 5, signal: giveUp.signal });
    giveUp.abort();
    expect(await reading).toBe('aborted');
    expect(taken).toHaveLength(5);
  });

  it('passes on what a step throws', async () => {
    const steps = {
      next: (): never => {
        throw new Error('broken step');
      },
    };
    await expect(readInSlices(steps, { clock: new ManualClock() })).rejects.toThrow('broken step');
  });
});
