import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { OK } from '../wire/reply.js';
import type { Reply } from '../wire/reply.js';
import { DURATION_BOUNDS, RequestMeter } from './request-meter.js';

const OPERATION = { name: 'GET apps' };
const LIST: Reply = {
  kind: 'payload',
  contentType: 'application/json',
  payload: { chunks: [], byteLength: 40, tag: '"a"', revision: 1 },
  gzip: false,
};

describe('the meter of requests', () => {
  it.each([
    [0, 0],
    [0.5, 0],
    [0.6, 1],
    [10, 4],
    [10_000, DURATION_BOUNDS.length - 1],
    [60_000, DURATION_BOUNDS.length],
  ])('counts an answer that takes %d ms in bucket %i', async (ms, bucket) => {
    const clock = new ManualClock();
    const meter = new RequestMeter(clock);
    const reply = await meter.measure(OPERATION, async () => {
      clock.advance(ms);
      return OK;
    });
    expect(reply).toBe(OK);
    const { durations = [], totalSeconds, answers } = meter.readings()[0] ?? {};
    expect(durations.findIndex((count) => count === 1)).toBe(bucket);
    expect([totalSeconds, answers?.get(200)]).toEqual([ms / 1000, 1]);
  });

  it('tells lists that were ready from those that had to be built, and counts their bytes', async () => {
    const meter = new RequestMeter(new ManualClock());
    expect(meter.readings()).toEqual([]);
    expect(meter.measure(OPERATION, () => LIST)).toBe(LIST);
    await meter.measure(OPERATION, async () => LIST);
    await meter.measure(OPERATION, () => ({ kind: 'error', status: 404, message: '' }));
    expect(meter.readings()[0]).toMatchObject({ name: 'GET apps', ready: 1, built: 1, bytes: 80 });
    expect(meter.readings()[0]?.answers).toEqual(
      new Map([
        [200, 2],
        [404, 1],
      ]),
    );
  });
});
