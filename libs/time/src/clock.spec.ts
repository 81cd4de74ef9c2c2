import { describe, expect, it } from '@jest/globals';
import { systemClock } from './clock.js';
import { ManualClock } from './testing/index.js';

describe('systemClock', () => {
  it('wakes its caller once, and not at all when cancelled', async () => {
    let cancelledRan = false;
    const cancel = systemClock.after(1, () => (cancelledRan = true));
    cancel();
    cancel();
    // an unref'ed timer does not keep this test alive by itself
    const keepAlive = setInterval(() => {}, 1000);
    await new Promise<void>((resolve) => void systemClock.after(5, resolve));
    clearInterval(keepAlive);
    expect(cancelledRan).toBe(false);
  });

  it('does not fire at once for a delay beyond the range of a timer', async () => {
    let fired = false;
    const cancel = systemClock.after(2 ** 40, () => (fired = true));
    await new Promise((resolve) => setImmediate(resolve));
    cancel();
    expect(fired).toBe(false);
  });
});

describe('ManualClock', () => {
  it('moves both times together and fires timers in order', () => {
    const clock = new ManualClock(5000);
    const fired: string[] = [];
    clock.after(20, () => fired.push(`b ${clock.now()}`));
    clock.after(10, () => fired.push(`a ${clock.monotonic()}`));
    clock.after(20, () => fired.push('c'));
    clock.advance(30);
    expect(fired).toEqual(['a 10', 'b 5020', 'c']);
    expect(clock.monotonic()).toBe(30);
  });
});
