import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { startRegistry } from '../support/registry-server.js';
import { until } from '../support/until.js';

const DAYS = 86_400;

describe('a registry that lists itself', () => {
  it('renews its own lease', async () => {
    const server = await startRegistry({ defaults: 'netflix', instance: { leaseRenewalIntervalInSeconds: 1 } });
    const seen: string[] = [];
    server.registry.observe(({ type }) => seen.push(type));
    await until('it has renewed', () => seen.includes('renewed'));
    expect(seen).not.toContain('registered');
  });

  it('does so as seldom as a timer can when the interval is longer than that', async () => {
    const server = await startRegistry({ defaults: 'netflix', instance: { leaseRenewalIntervalInSeconds: 30 * DAYS } });
    const seen: string[] = [];
    server.registry.observe(({ type }) => seen.push(type));
    // a timer out of range would fire after each millisecond
    const from = performance.now();
    while (performance.now() - from < 10) await turn();
    expect(seen).toEqual([]);
  });
});
