import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { MeasuredRate } from './measured-rate.js';

function counted(times: number): { clock: ManualClock; rate: MeasuredRate } {
  const clock = new ManualClock();
  const rate = new MeasuredRate(clock);
  rate.start();
  for (let time = 0; time < times; time++) rate.increment();
  return { clock, rate };
}

describe('MeasuredRate', () => {
  it('shows nothing during the first window and the whole of it afterwards', () => {
    const { clock, rate } = counted(3);
    clock.advance(59_999);
    expect(rate.count()).toBe(0);
    clock.advance(1);
    expect(rate.count()).toBe(3);
  });

  it('shows a window until the next one is complete', () => {
    const { clock, rate } = counted(3);
    clock.advance(60_000);
    rate.increment();
    clock.advance(59_999);
    expect(rate.count()).toBe(3);
    clock.advance(1);
    expect(rate.count()).toBe(1);
  });

  it('shows 0 for windows that nobody looked at', () => {
    const { clock, rate } = counted(3);
    clock.advance(125_000);
    expect(rate.count()).toBe(0);
    rate.increment();
    clock.advance(55_000);
    expect(rate.count()).toBe(1);
  });

  it('puts what was counted before the start into the first window', () => {
    const clock = new ManualClock();
    const rate = new MeasuredRate(clock);
    rate.increment();
    clock.advance(600_000);
    expect(rate.count()).toBe(0);
    rate.start();
    rate.increment();
    clock.advance(60_000);
    expect(rate.count()).toBe(2);
  });
});
