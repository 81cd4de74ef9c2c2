import { SchedulerRegistry } from '@nestjs/schedule';
import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@nest-eureka/time';
import type { Cancel, LoopTask } from '@nest-eureka/time';
import { startScheduledLoop } from './scheduled-loop.js';

const NAME = 'registry.test';

describe('a loop in the scheduler', () => {
  const scheduler = new SchedulerRegistry();
  let stop: Cancel;
  afterEach(() => stop());

  const start = (intervalMs: number, task: LoopTask, onError: (error: unknown) => void = () => {}): Cancel =>
    (stop = startScheduledLoop(scheduler, systemClock, { name: NAME, intervalMs, task, onError }));

  /** Keeps the process alive, which a loop does not. */
  const pause = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 1));

  /**
   * After that a loop has run if anything told it to, however slow the machine is: timers of the same length fire in the order
   * in which they were started, so each of these fires after any of the loop's that was there before it.
   */
  async function chances(): Promise<void> {
    for (let round = 0; round < 5; round++) await pause();
  }

  async function pauseUntil(condition: () => boolean): Promise<void> {
    while (!condition()) await pause();
  }

  /** A loop whose runs end when they are told to. */
  async function inItsFirstRun() {
    const loop = { runs: 0, finish: (): void => {} };
    start(1, () => {
      loop.runs++;
      return new Promise<void>((resolve) => (loop.finish = resolve));
    });
    await pauseUntil(() => loop.runs === 1);
    return loop;
  }

  it('runs again and again, after errors too', async () => {
    let runs = 0;
    const errors: unknown[] = [];
    start(
      1,
      () => {
        runs++;
        throw new Error(`run ${runs}`);
      },
      (error) => errors.push(error),
    );
    await pauseUntil(() => runs === 3);
    expect(errors).toEqual([new Error('run 1'), new Error('run 2'), new Error('run 3')]);
  });

  it('plans the next run when one has ended', async () => {
    const loop = await inItsFirstRun();
    await chances();
    expect(loop.runs).toBe(1);
    loop.finish();
    await pauseUntil(() => loop.runs === 2);
    loop.finish();
  });

  it.each([
    ['the scheduler deletes it', () => scheduler.deleteInterval(NAME)],
    ['its timer is cleared', () => clearInterval(scheduler.getInterval(NAME))],
    ['it is stopped', () => stop()],
  ])('ends when %s, in the middle of a run too', async (_name, end) => {
    const loop = await inItsFirstRun();
    end();
    loop.finish();
    await chances();
    expect(loop.runs).toBe(1);
  });

  it('is out of the scheduler once it is stopped', () => {
    start(1000, () => {});
    expect(scheduler.getIntervals()).toEqual([NAME]);
    stop();
    expect(scheduler.getIntervals()).toEqual([]);
  });

  it('waits as long as a timer can for an interval that is longer than that', async () => {
    let runs = 0;
    start(2 ** 40, () => void runs++);
    await chances();
    expect(runs).toBe(0);
  });
});
