import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { ReceivedBatches } from './received-batches.js';

const OURS = { node: { id: 'n-1', version: 2 }, address: '10.0.0.1' };
const JAVA = { node: undefined, address: '10.0.0.2' };

describe('ReceivedBatches', () => {
  it('counts what each sender sends, and knows when it was heard last', () => {
    const clock = new ManualClock();
    const received = new ReceivedBatches(clock);
    received.note(OURS, 3, 50);
    received.note(JAVA, 1, undefined);
    clock.advance(10);
    received.note(OURS, 0, undefined);
    expect(received.reports()).toEqual([
      { node: undefined, address: '10.0.0.2', lastAt: clock.now() - 10, batches: 1, items: 1, lastLagMs: undefined },
      { node: 'n-1', address: '10.0.0.1', lastAt: clock.now(), batches: 2, items: 3, lastLagMs: 50 },
    ]);
  });

  it('forgets who was not heard for longest, however many call', () => {
    const received = new ReceivedBatches(new ManualClock());
    for (let n = 0; n < 1000; n++) received.note({ node: undefined, address: `10.0.0.${n}` }, 1, undefined);
    expect(received.reports()).toHaveLength(100);
    expect(received.reports().at(-1)?.address).toBe('10.0.0.999');
  });
});
