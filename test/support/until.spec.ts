import { describe, expect, it } from '@jest/globals';
import { until } from './until.js';

describe('until', () => {
  it('gives the first value that is something', async () => {
    let calls = 0;
    expect(await until('three', () => (++calls === 3 ? 'three' : undefined))).toBe('three');
  });

  it('says what was awaited as it is when it gives up', async () => {
    let said = 'nothing yet';
    const waiting = until(
      () => `an answer; it said: ${said}`,
      () => {
        said = 'no';
        return false;
      },
      1,
    );
    await expect(waiting).rejects.toThrow('not within 1 ms: an answer; it said: no');
  });

  it('goes on looking when nothing moved for longer than it waits', async () => {
    let calls = 0;
    const standStill = (): boolean => {
      const over = performance.now() + 300;
      while (performance.now() < over);
      return false;
    };
    expect(await until('three', () => ++calls === 3 || standStill(), 250)).toBe(true);
  });
});
