import { describe, expect, it } from '@jest/globals';
import { TokenBucket } from './token-bucket.js';

const STEP_MS = 6000;

describe('TokenBucket', () => {
  it('lets an even load at its rate through, every time', () => {
    const bucket = new TokenBucket(2, 10);
    const answers = Array.from({ length: 10 }, (_, index) => bucket.take(index * STEP_MS));
    expect(answers).toEqual(Array.from({ length: 10 }, () => true));
  });

  it('lets a burst through, then one for each step that has passed', () => {
    const bucket = new TokenBucket(2, 10);
    const at = [0, 0, 0, 1.5, 1.5, 2, 2, 100, 100, 100];
    const answers = at.map((steps) => bucket.take(steps * STEP_MS));
    expect(answers).toEqual([true, true, false, true, false, true, false, true, true, false]);
  });
});
