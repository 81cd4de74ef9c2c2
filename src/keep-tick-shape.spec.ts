import { describe, expect, it } from '@jest/globals';
import { keptTick } from './keep-tick-shape.js';

describe('keptTick', () => {
  it('is an entry of the queue of ticks', async () => {
    await new Promise<void>((resolve) => process.nextTick(resolve));
    expect(keptTick()).toMatchObject({ callback: expect.any(Function) });
  });
});
