import { describe, expect, it } from '@jest/globals';
import { Fleet, pass } from '../../spec-support/fleet.js';
import type { RegistrySettings } from './registry-settings.js';
import { MODERN, NETFLIX, sampleRegistry } from '../../spec-support/sample-registry.js';

interface Loss {
  readonly listed: number;
  readonly firstEvictionAt: number | undefined;
  readonly held: readonly string[];
}

interface Mode {
  readonly settings: RegistrySettings;
  readonly forMs: number;
  readonly pace: { readonly stepMs: number; readonly evictEveryMs: number };
}

const IN_MODERN: Mode = { settings: MODERN, forMs: 120_000, pace: { stepMs: 1_000, evictEveryMs: 1_000 } };
const IN_NETFLIX: Mode = { settings: NETFLIX, forMs: 1_200_000, pace: { stepMs: 30_000, evictEveryMs: 60_000 } };

/** `count` instances of one application, of which `lost` never renew again after the start. */
function lossOf({ settings, forMs, pace }: Mode, count: number, lost: number): Loss {
  const registry = sampleRegistry(settings);
  registry.openForTraffic(1);
  const fleet = new Fleet(registry, 'ORDERS', count).silence(lost);
  const firstEvictionAt = pass(registry, [fleet], forMs, pace);
  return { listed: fleet.listed, firstEvictionAt, held: registry.selfPreservation.holds().map(({ scope }) => scope) };
}

function everyLoss(judge: (count: number, lost: number) => void): void {
  for (let count = 1; count <= 50; count++) for (let lost = 0; lost <= count; lost++) judge(count, lost);
}

describe('the loss of k out of 1 to 50 instances', () => {
  it('in modern mode is evicted when the leases end, or held: by application from 4 and by registry from 6 of over 15 %', () => {
    everyLoss((count, lost) => {
      const isOverShare = 100 * lost > 15 * count;
      const held = [...(isOverShare && lost > 5 ? ['registry'] : []), ...(isOverShare && lost > 3 ? ['ORDERS'] : [])];
      const isEvicted = lost > 0 && held.length === 0;
      expect({ count, lost, ...lossOf(IN_MODERN, count, lost) }).toEqual({
        count,
        lost,
        held,
        listed: isEvicted ? count - lost : count,
        firstEvictionAt: isEvicted ? 91_000 : undefined,
      });
    });
  });

  it('in Netflix mode is evicted after twice the lease if renewals stay over 85 % of expected, or held', () => {
    everyLoss((count, lost) => {
      // Spring expects one client from the start, which never comes
      const isHeld = 2 * (count - lost) <= Math.floor((17 * (count + 1)) / 10);
      const isEvicted = lost > 0 && !isHeld;
      expect({ count, lost, ...lossOf(IN_NETFLIX, count, lost) }).toEqual({
        count,
        lost,
        held: isHeld ? ['registry'] : [],
        listed: isEvicted ? count - lost : count,
        firstEvictionAt: isEvicted ? 240_000 : undefined,
      });
    });
  });

  it.each([
    [4, 3, 0],
    [6, 3, 0],
    [12, 3, 0],
    [13, 3, 1],
    [20, 3, 2],
    [27, 4, 3],
    [40, 6, 5],
    [50, 7, 6],
  ])('of %i is evicted up to %i in modern and up to %i in Netflix mode', (count, modern, netflix) => {
    const isGone = (mode: Mode, lost: number): boolean => lossOf(mode, count, lost).listed === count - lost;
    expect(isGone(IN_MODERN, modern)).toBe(true);
    expect(isGone(IN_MODERN, modern + 1)).toBe(false);
    expect(isGone(IN_NETFLIX, netflix)).toBe(true);
    expect(isGone(IN_NETFLIX, netflix + 1)).toBe(false);
  });
});
