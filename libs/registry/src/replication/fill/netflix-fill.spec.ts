import { describe, expect, it } from '@jest/globals';
import type { InstanceInfo } from '@nest-eureka/protocol';
import { ManualClock } from '@nest-eureka/time/testing';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import type { ExchangeOutcome } from '../anti-entropy/exchange-outcome.js';
import { NetflixFill } from './netflix-fill.js';

type Told = ExchangeOutcome<readonly InstanceInfo[]>;

const NOBODY: Told = { kind: 'unreachable', message: 'refused the connection' };
const EMPTY: Told = { kind: 'told', value: [] };
const TWO: Told = { kind: 'told', value: [sampleInstance(), sampleInstance({ instanceId: 'i-2' })] };

function filling(
  rounds: number,
  ...peers: readonly Told[][]
): { clock: ManualClock; asked: number[]; fill: NetflixFill; registered: InstanceInfo[] } {
  const clock = new ManualClock();
  const asked: number[] = [];
  const registered: InstanceInfo[] = [];
  const readings = peers.map((answers, peer) => async () => {
    asked.push(peer);
    return answers.shift() ?? EMPTY;
  });
  const register = (instance: InstanceInfo): boolean => registered.push(instance) > 0;
  return { clock, asked, registered, fill: new NetflixFill({ rounds, waitMs: 30_000 }, { clock, readings, register }) };
}

describe('NetflixFill', () => {
  it('reads nothing without rounds', async () => {
    const { fill, asked } = filling(0, [TWO]);
    expect(await fill.run()).toBe(0);
    expect(asked).toEqual([]);
  });

  it('registers what the first peer that answers lists', async () => {
    const { fill, asked, registered } = filling(5, [NOBODY], [TWO], [TWO]);
    expect(await fill.run()).toBe(2);
    expect(asked).toEqual([0, 1]);
    expect(registered).toHaveLength(2);
  });

  it('waits before each further round, until there is something', async () => {
    const { fill, clock, asked } = filling(5, [EMPTY, NOBODY, TWO]);
    const run = fill.run();
    await clock.advanceAsync(29_999);
    expect(asked).toHaveLength(1);
    await clock.advanceAsync(30_001);
    expect(asked).toHaveLength(3);
    expect(await run).toBe(2);
  });

  it('ends with nothing after its last round, and at once when stopped', async () => {
    const patient = filling(2, [EMPTY, EMPTY, TWO]);
    const run = patient.fill.run();
    await patient.clock.advanceAsync(100_000);
    expect(await run).toBe(0);
    const stopped = filling(2, [EMPTY, TWO]);
    const ended = stopped.fill.run();
    await stopped.clock.advanceAsync(1);
    stopped.fill.stop();
    expect(await ended).toBe(0);
    expect(stopped.clock.pendingTimers).toBe(0);
  });
});
