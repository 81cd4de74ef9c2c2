import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { FailureDelay } from './failure-delay.js';

const HERE = '10.0.0.1';
/** All delays are multiples of it. */
const STEP_MS = 100;

class Attacked {
  readonly clock = new ManualClock();
  readonly delay = new FailureDelay(this.clock);

  /** How long one failure of an address has to wait. */
  async fail(address = HERE): Promise<number> {
    const startedAt = this.clock.monotonic();
    const endedAt = this.delay.afterFailure(address).then(() => this.clock.monotonic());
    await this.clock.advanceAsync(0);
    while (this.clock.pendingTimers > 0) await this.clock.advanceAsync(STEP_MS);
    return (await endedAt) - startedAt;
  }

  async failTimes(times: number): Promise<number[]> {
    const delays: number[] = [];
    for (let turn = 0; turn < times; turn++) delays.push(await this.fail());
    return delays;
  }

  /** One failure of each of as many other addresses; none of them has to wait. */
  async failElsewhere(addresses: number): Promise<void> {
    for (let n = 0; n < addresses; n++) await this.delay.afterFailure(`elsewhere ${n}`);
  }
}

describe('FailureDelay', () => {
  it('lets three failures pass, then doubles the wait up to three seconds', async () => {
    expect(await new Attacked().failTimes(10)).toEqual([0, 0, 0, 100, 200, 400, 800, 1600, 3000, 3000]);
  });

  it('counts each address for itself', async () => {
    const attacked = new Attacked();
    await attacked.failTimes(5);
    expect(await attacked.fail('10.0.0.2')).toBe(0);
    expect(await attacked.fail()).toBe(400);
  });

  it('forgets an address a minute after its last failure, not before', async () => {
    const attacked = new Attacked();
    await attacked.failTimes(4);
    attacked.clock.advance(59_000);
    expect(await attacked.fail()).toBe(200);
    attacked.clock.advance(60_000);
    expect(await attacked.failTimes(4)).toEqual([0, 0, 0, 100]);
  });

  it('remembers 10,000 addresses and forgets the one that has not failed for longest', async () => {
    const attacked = new Attacked();
    await attacked.failTimes(4);
    await attacked.failElsewhere(9999);
    expect(await attacked.fail()).toBe(200);
    await attacked.failElsewhere(10_000);
    expect(await attacked.fail()).toBe(0);
  });
});
