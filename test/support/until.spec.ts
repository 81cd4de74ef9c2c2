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
});
