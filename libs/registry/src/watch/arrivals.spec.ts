import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { Lease } from '../core/lease.js';
import { LeaseStore } from '../core/lease-store.js';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { Arrivals } from './arrivals.js';

function setUp() {
  const clock = new ManualClock();
  const store = new LeaseStore();
  const node = { isOver: false };
  const arrivals = new Arrivals(store, clock, () => node.isOver);
  const put = (changes: Parameters<typeof sampleInstance>[0]): void =>
    void store.put(new Lease(sampleInstance(changes), clock, 'exact'));
  const answers: boolean[] = [];
  const ask = (waitMs = 1_000): void =>
    void arrivals
      .hasCome({ app: 'ORDERS', id: 'i-1', status: 'DOWN', lastDirtyTimestamp: 5, waitMs })
      .then((answer) => answers.push(answer));
  return { clock, put, ask, answers, node };
}

describe('Arrivals', () => {
  it('waits until an instance is as another node has it', async () => {
    const { clock, put, ask, answers } = setUp();
    put({ status: 'UP', lastDirtyTimestamp: 5 });
    ask();
    await clock.advanceAsync(100);
    put({ status: 'DOWN', lastDirtyTimestamp: 4 });
    await clock.advanceAsync(100);
    expect(answers).toEqual([]);
    put({ status: 'DOWN', lastDirtyTimestamp: 5 });
    await clock.advanceAsync(20);
    expect([answers, clock.pendingTimers]).toEqual([[true], 0]);
  });

  it('takes what is newer, at once', async () => {
    const { clock, put, ask, answers } = setUp();
    put({ status: 'DOWN', lastDirtyTimestamp: 6 });
    ask();
    await clock.advanceAsync(0);
    expect([answers, clock.pendingTimers]).toEqual([[true], 0]);
  });

  it('gives up at the end of the time, and when the node stops', async () => {
    const { clock, ask, answers, node } = setUp();
    ask(1_000);
    await clock.advanceAsync(990);
    expect(answers).toEqual([]);
    await clock.advanceAsync(20);
    expect(answers).toEqual([false]);
    ask(60_000);
    node.isOver = true;
    await clock.advanceAsync(20);
    expect([answers, clock.pendingTimers]).toEqual([[false, false], 0]);
  });

  it('lets no more than a hundred wait', async () => {
    const { clock, ask, answers } = setUp();
    for (let question = 0; question < 101; question++) ask();
    await clock.advanceAsync(0);
    expect(answers).toEqual([false]);
  });
});
