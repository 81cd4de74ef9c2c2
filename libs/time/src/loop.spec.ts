import { describe, expect, it } from '@jest/globals';
import { Loop } from './loop.js';
import { ManualClock } from './testing/index.js';

function loopOn(clock: ManualClock, task: (lateByMs: number) => void | Promise<void>) {
  const errors: unknown[] = [];
  return { loop: new Loop(1000, task, clock, (error) => errors.push(error)), errors };
}

describe('Loop', () => {
  it('runs first one interval after its start and then after each run', async () => {
    const clock = new ManualClock();
    const runs: number[] = [];
    const { loop } = loopOn(clock, () => void runs.push(clock.monotonic()));
    loop.start();
    await clock.advanceAsync(3500);
    expect(runs).toEqual([1000, 2000, 3000]);
  });

  it('never runs twice at once and waits a whole interval after a long run', async () => {
    const clock = new ManualClock();
    const runs: number[] = [];
    let finish = (): void => {};
    const { loop } = loopOn(clock, () => {
      runs.push(clock.monotonic());
      return new Promise<void>((resolve) => (finish = resolve));
    });
    loop.start();
    await clock.advanceAsync(5000);
    expect(runs).toEqual([1000]);
    finish();
    await clock.advanceAsync(1000);
    expect(runs).toEqual([1000, 6000]);
  });

  it('tells each run how late it is', async () => {
    const clock = new ManualClock();
    const late: number[] = [];
    const { loop } = loopOn(clock, (lateByMs) => void late.push(lateByMs));
    await loop.tick();
    clock.advance(1000);
    await loop.tick();
    clock.advance(1010);
    await loop.tick();
    clock.advance(999);
    await loop.tick();
    expect(late).toEqual([0, 0, 10, 0]);
  });

  it('goes on after an error and reports it', async () => {
    const clock = new ManualClock();
    let runs = 0;
    const { loop, errors } = loopOn(clock, () => {
      runs++;
      throw new Error(`run ${runs}`);
    });
    loop.start();
    await clock.advanceAsync(2000);
    expect(runs).toBe(2);
    expect(errors).toEqual([new Error('run 1'), new Error('run 2')]);
  });

  it('runs no more once stopped, not even after a run that was under way', async () => {
    const clock = new ManualClock();
    let runs = 0;
    let finish = (): void => {};
    const { loop } = loopOn(clock, () => {
      runs++;
      return new Promise<void>((resolve) => (finish = resolve));
    });
    loop.start();
    await clock.advanceAsync(1000);
    loop.stop();
    finish();
    await clock.advanceAsync(5000);
    expect(runs).toBe(1);
    expect(clock.pendingTimers).toBe(0);
    expect(loop.isStarted).toBe(false);
  });

  it('keeps one plan when it is stopped and started again during a run', async () => {
    const clock = new ManualClock();
    let runs = 0;
    const finishers: (() => void)[] = [];
    const { loop } = loopOn(clock, () => {
      runs++;
      return new Promise<void>((resolve) => finishers.push(resolve));
    });
    loop.start();
    await clock.advanceAsync(1000);
    loop.stop();
    loop.start();
    finishers[0]?.();
    await clock.advanceAsync(1000);
    expect(runs).toBe(2);
    expect(clock.pendingTimers).toBe(0);
  });
});
