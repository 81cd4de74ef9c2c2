import { expect, it } from '@jest/globals';
import { serverUptime } from './server-uptime.js';

const MINUTE_MS = 60_000;

it.each([
  [0, '00:00'],
  [59_999, '00:00'],
  [61 * MINUTE_MS, '01:01'],
  [23 * 60 * MINUTE_MS + 59 * MINUTE_MS, '23:59'],
  [24 * 60 * MINUTE_MS, '1 day 00:00'],
  [(2 * 24 * 60 + 3 * 60 + 4) * MINUTE_MS, '2 days 03:04'],
  [1234 * 24 * 60 * MINUTE_MS, '1234 days 00:00'],
])('writes %i ms as %s', (elapsedMs, text) => {
  expect(serverUptime(elapsedMs)).toBe(text);
});
