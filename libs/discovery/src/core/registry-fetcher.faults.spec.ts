import { describe, expect, it } from '@jest/globals';
import type { Applications } from '@nest-eureka/protocol';
import { ManualClock } from '@nest-eureka/time/testing';
import { fetching as newFetching } from '../../spec-support/fetching.js';
import type { Fetching } from '../../spec-support/fetching.js';
import { deltaOf, knownInstance, registryOf, withAction } from '../../spec-support/known-instances.js';
import { ScriptedReads } from '../../spec-support/scripted-reads.js';
import type { FetcherSettings } from './registry-fetcher-settings.js';

const one = knownInstance({ instanceId: 'o1' });
const two = knownInstance({ instanceId: 'o2' });
const self = knownInstance({ app: 'ME', instanceId: 'me', vipAddress: 'me' });

function fetching(settings: Partial<FetcherSettings> = {}, full: Applications = registryOf([one])): Fetching {
  const party = newFetching(settings, { ownInstances: () => [{ app: 'ME', instanceId: 'me' }] });
  party.reads.full = full;
  return party;
}

/** When something was asked, in ms from now on. */
async function timesAsked(
  { clock, reads }: { readonly clock: ManualClock; readonly reads: ScriptedReads },
  count: number,
): Promise<readonly number[]> {
  const from = clock.monotonic();
  const times: number[] = [];
  reads.takeAsked();
  while (times.length < count) {
    await clock.advanceAsync(100);
    for (const _ of reads.takeAsked()) times.push(clock.monotonic() - from);
  }
  return times;
}

describe('a fetcher whose registry fails', () => {
  it('says what to do about a registry that refuses the credentials', async () => {
    const { reads, fetcher } = fetching();
    reads.full = 'unauthorized';
    const { lastFailure } = await fetcher.start();
    expect(lastFailure?.message).toBe(
      'The registry refuses the credentials: check user and password of the service URL, or the bearer token. ' +
        'http://registry/eureka/: unauthorized',
    );
  });

  it('tries quickly at first while none has ever answered, then once in an interval', async () => {
    const party = fetching();
    party.reads.full = 'unreachable';
    const report = await party.fetcher.start();
    expect(report).toMatchObject({ source: 'none', failures: 1, lastFetchAt: undefined, staleSince: undefined });
    const times = await timesAsked(party, 7);
    expect(times).toEqual([800, 2400, 5600, 12_000, 24_800, 48_800, 72_800]);
  });

  it('calls nothing stale that a change stream vouches for meanwhile', async () => {
    const { reads, fetcher, clock } = fetching();
    await fetcher.start();
    reads.changes = 'refused';
    await clock.advanceAsync(30_000);
    expect(fetcher.report).toMatchObject({ staleSince: clock.now() - 30_000, failures: 1 });
    fetcher.noteCurrent();
    expect(fetcher.report).toMatchObject({ lastFetchAt: clock.now(), staleSince: undefined, failures: 1 });
  });

  it('keeps what was known and says since when it is stale', async () => {
    const { reads, fetcher, clock, ids, events } = fetching();
    await fetcher.start();
    const fetchedAt = clock.now();
    reads.changes = 'refused';
    await clock.advanceAsync(90_000);
    expect(ids()).toEqual(['o1']);
    expect(fetcher.report).toMatchObject({
      source: 'registry',
      failures: 3,
      lastFetchAt: fetchedAt,
      staleSince: fetchedAt,
      lastFailure: { at: clock.now(), message: 'http://registry/eureka/: refused' },
    });
    expect(events.map(({ type }) => type)).toEqual([
      'registry-fetched',
      'fetch-failed',
      'fetch-failed',
      'fetch-failed',
    ]);
    reads.changes = deltaOf([], 'UP_1_');
    await clock.advanceAsync(30_000);
    expect(fetcher.report).toMatchObject({ failures: 0, staleSince: undefined });
  });

  it('keeps its interval after failures, and slows down up to the bound when fetches time out', async () => {
    const party = fetching();
    await party.fetcher.start();
    party.reads.changes = 'unreachable';
    expect(await timesAsked(party, 3)).toEqual([30_000, 60_000, 90_000]);
    party.reads.changes = 'timeout';
    expect(await timesAsked(party, 6)).toEqual([30_000, 90_000, 210_000, 450_000, 750_000, 1_050_000]);
    party.reads.changes = deltaOf([], 'UP_1_');
    expect(await timesAsked(party, 2)).toEqual([300_000, 330_000]);
  });

  it.each([204, 304])('takes %i for a failure', async (status) => {
    const { reads, fetcher } = fetching();
    reads.full = status;
    expect(await fetcher.start()).toMatchObject({ source: 'none', failures: 1 });
    expect(fetcher.report.lastFailure?.message).toBe(`http://registry/eureka/ answered ${status} without a registry`);
  });

  it('goes on when a listener throws, without a rejection', async () => {
    const { registry, fetcher, clock, reads } = fetching();
    registry.onChange(() => {
      throw new Error('listener of http://user:secret@host/');
    });
    await fetcher.start();
    expect(fetcher.report.lastFailure?.message ?? '').not.toContain('secret');
    reads.takeAsked();
    await clock.advanceAsync(30_000);
    expect(reads.asked).not.toEqual([]);
  });
});

describe('a delta whose hash does not agree', () => {
  it('leads to one full fetch in the same cycle', async () => {
    const { reads, fetcher, clock, ids } = fetching();
    await fetcher.start();
    reads.full = registryOf([one, two]);
    reads.changes = deltaOf([], 'UP_2_');
    await clock.advanceAsync(30_000);
    expect(reads.takeAsked()).toEqual(['full', 'delta', 'full']);
    expect(ids()).toEqual(['o1', 'o2']);
    await clock.advanceAsync(30_000);
    expect(reads.takeAsked()).toEqual(['delta']);
  });

  it('leads to full fetches less and less often when it never agrees', async () => {
    const { reads, fetcher, clock } = fetching();
    await fetcher.start();
    reads.takeAsked();
    reads.changes = deltaOf([withAction('MODIFIED', one)], 'UP_99_');
    const cycles: number[] = [];
    for (let cycle = 1; cycle <= 40; cycle++) {
      await clock.advanceAsync(30_000);
      if (reads.takeAsked().includes('full')) cycles.push(cycle);
    }
    expect(cycles).toEqual([1, 3, 7, 15, 25, 35]);
  });

  it('leads to a full fetch at once again after one that agreed', async () => {
    const { reads, fetcher, clock } = fetching();
    await fetcher.start();
    reads.changes = deltaOf([], 'UP_99_');
    await clock.advanceAsync(90_000);
    expect(reads.takeAsked()).toEqual(['full', 'delta', 'full', 'delta', 'delta', 'full']);
    reads.changes = deltaOf([], 'UP_1_');
    await clock.advanceAsync(30_000);
    reads.takeAsked();
    reads.changes = deltaOf([], 'UP_99_');
    await clock.advanceAsync(30_000);
    expect(reads.takeAsked()).toEqual(['delta', 'full']);
  });

  it('is a failure when the full fetch fails, and is tried again in the next cycle', async () => {
    const { reads, fetcher, clock, ids } = fetching();
    await fetcher.start();
    reads.full = 'refused';
    reads.changes = deltaOf([withAction('ADDED', two)], 'UP_3_');
    await clock.advanceAsync(30_000);
    expect(ids()).toEqual(['o1', 'o2']);
    expect(fetcher.report.failures).toBe(1);
    reads.takeAsked();
    await clock.advanceAsync(30_000);
    expect(reads.takeAsked()).toEqual(['delta', 'full']);
  });
});

describe('a sudden empty answer', () => {
  const settings = { disableDelta: true };

  it('is not believed before it has lasted, then it is', async () => {
    const { reads, fetcher, clock, ids, events } = fetching(settings);
    await fetcher.start();
    const fetchedAt = clock.now();
    reads.full = registryOf([]);
    await clock.advanceAsync(60_000);
    expect(ids()).toEqual(['o1']);
    expect(fetcher.report).toMatchObject({ failures: 2, staleSince: fetchedAt });
    expect(events.at(-1)).toMatchObject({
      type: 'fetch-failed',
      message: expect.stringContaining('the 1 known before are kept'),
    });
    await clock.advanceAsync(29_999);
    expect(ids()).toEqual(['o1']);
    await clock.advanceAsync(1);
    expect(ids()).toEqual([]);
    expect(fetcher.report).toMatchObject({ failures: 0, staleSince: undefined });
  });

  it('is forgotten when the instances come back', async () => {
    const { reads, fetcher, clock, ids } = fetching(settings);
    await fetcher.start();
    reads.full = registryOf([]);
    await clock.advanceAsync(60_000);
    reads.full = registryOf([one, two]);
    await clock.advanceAsync(30_000);
    expect(ids()).toEqual(['o1', 'o2']);
    reads.full = registryOf([]);
    await clock.advanceAsync(60_000);
    expect(ids()).toEqual(['o1', 'o2']);
  });

  it('is one too when it holds our own instance alone', async () => {
    const { reads, fetcher, clock, ids } = fetching(settings, registryOf([one, self]));
    await fetcher.start();
    reads.full = registryOf([self]);
    await clock.advanceAsync(30_000);
    expect(ids()).toEqual(['o1']);
  });

  it('is believed when nobody but ourselves was known', async () => {
    const { reads, fetcher, clock, registry } = fetching(settings, registryOf([self]));
    await fetcher.start();
    reads.full = registryOf([]);
    await clock.advanceAsync(30_000);
    expect(registry.size).toBe(0);
  });

  it('is not one when it names others', async () => {
    const { reads, fetcher, clock, ids } = fetching(settings);
    await fetcher.start();
    reads.full = registryOf([two]);
    await clock.advanceAsync(30_000);
    expect(ids()).toEqual(['o2']);
  });

  it('is believed at once when told so, and when a delta names all that went', async () => {
    const credulous = fetching({ ...settings, disbelieveEmptyMs: 0 });
    await credulous.fetcher.start();
    credulous.reads.full = registryOf([]);
    await credulous.clock.advanceAsync(30_000);
    expect(credulous.ids()).toEqual([]);
    const told = fetching();
    await told.fetcher.start();
    told.reads.changes = deltaOf([withAction('DELETED', one)], '');
    await told.clock.advanceAsync(30_000);
    expect(told.ids()).toEqual([]);
  });

  it('after a delta that does not agree makes the next fetch a full one', async () => {
    const { reads, fetcher, clock, ids } = fetching();
    await fetcher.start();
    reads.full = registryOf([]);
    reads.changes = deltaOf([], '');
    await clock.advanceAsync(60_000);
    expect(reads.asked).toEqual(['full', 'delta', 'full', 'full']);
    expect(ids()).toEqual(['o1']);
  });
});
