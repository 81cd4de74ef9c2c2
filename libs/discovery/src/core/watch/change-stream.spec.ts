import { describe, expect, it } from '@jest/globals';
import { encodeApplications } from '@nest-eureka/protocol';
import type { Applications, InstanceInfo } from '@nest-eureka/protocol';
import { fetching } from '../../../spec-support/fetching.js';
import { deltaOf, knownInstance, registryOf, withAction } from '../../../spec-support/known-instances.js';
import { ScriptedStream } from '../../../spec-support/scripted-stream.js';
import type { ClientEvent } from '../client-event.js';
import { ChangeStream } from './change-stream.js';

const one = knownInstance({ instanceId: 'o1' });
const two = knownInstance({ instanceId: 'o2' });
const added = (instance: InstanceInfo): InstanceInfo => withAction('ADDED', instance);
const json = (registry: Applications): string =>
  encodeApplications(registry, { format: 'json', detail: 'full', version: 'v2' });
const CHANGES = json(deltaOf([added(two)], 'UP_2_'));
const NOTHING = json(deltaOf([], 'UP_1_'));

/** A client that has fetched once and may open a stream. */
async function watching(settings: Parameters<typeof fetching>[0] = {}) {
  const client = fetching(settings);
  const { fetcher, clock, reads } = client;
  reads.full = registryOf([one]);
  reads.changes = deltaOf([], 'UP_1_');
  const stream = new ScriptedStream();
  const told: ClientEvent[] = [];
  const watch = new ChangeStream(
    stream,
    fetcher,
    { vips: [], maxEventLength: 100_000, maxPauseMs: 30_000 },
    { clock, random: () => 0.999, onEvent: (event) => told.push(event) },
  );
  await fetcher.start();
  reads.takeAsked();
  watch.fetched();
  const types = (): readonly string[] => told.map(({ type }) => type);
  /** Opened, and up to date. */
  const live = async (): Promise<void> => {
    stream.begin();
    await stream.tell('changes', '1@n', NOTHING);
  };
  return { ...client, stream, watch, told, types, live };
}

describe('a change stream', () => {
  it('tells of changes, and fetches become a safety net', async () => {
    const { live, stream, ids, types, clock, reads, fetcher } = await watching();
    await live();
    expect(types()).toEqual(['watch-opened']);
    await stream.tell('changes', '2@n', CHANGES);
    expect(ids()).toEqual(['o1', 'o2']);
    reads.changes = deltaOf([], 'UP_2_');
    await clock.advanceAsync(60_000);
    expect(reads.takeAsked()).toEqual(['delta']);
    await clock.advanceAsync(240_000);
    expect(reads.takeAsked()).toEqual([]);
    await stream.tell('', '3@n', '');
    expect(fetcher.report.lastFetchAt).toBe(clock.now());
    await clock.advanceAsync(60_000);
    expect(reads.takeAsked()).toEqual(['delta']);
  });

  it('goes on where it broke off, later and later, while fetches come soon', async () => {
    const { live, stream, types, clock, reads } = await watching();
    await live();
    await stream.tell('changes', '2@n', CHANGES);
    stream.fail();
    await clock.advanceAsync(1_000);
    expect([types(), reads.takeAsked()]).toEqual([
      ['watch-opened', 'watch-ended'],
      ['delta', 'full'],
    ]);
    expect(stream.since).toEqual([undefined, '2@n']);
    for (let attempt = 0; attempt < 12; attempt++) {
      stream.fail();
      await clock.advanceAsync(60_000);
    }
    expect(stream.since).toHaveLength(14);
    stream.fail();
    await clock.advanceAsync(30_000);
    expect([stream.since.length, stream.mostOpen]).toEqual([14, 1]);
  });

  it('fetches when it has to start over, and takes nothing before', async () => {
    const { stream, ids, reads, types } = await watching();
    stream.begin();
    reads.changes = deltaOf([added(two)], 'UP_2_');
    await stream.tell('start-over', '5@n', json(deltaOf([], 'UP_2_')));
    expect([ids(), reads.takeAsked(), types()]).toEqual([['o1', 'o2'], ['delta'], ['watch-opened']]);
  });

  it('does not count as open when the registry cannot be fetched to start over', async () => {
    const { stream, reads, types, clock } = await watching();
    stream.begin();
    reads.changes = 'unreachable';
    await stream.tell('start-over', '5@n', NOTHING);
    expect([types(), stream.current]).toEqual([[], undefined]);
    await clock.advanceAsync(1_000);
    expect(stream.since).toEqual([undefined, undefined]);
  });

  it('takes a snapshot over', async () => {
    const { stream, ids } = await watching();
    stream.begin();
    await stream.tell('snapshot', '5@n', json(registryOf([two])));
    expect(ids()).toEqual(['o2']);
  });

  it('does not believe a snapshot that suddenly lists nobody', async () => {
    const { stream, ids, types } = await watching({ disbelieveEmptyMs: 60_000 });
    stream.begin();
    await stream.tell('snapshot', '5@n', json(registryOf([])));
    expect([ids(), types(), stream.current]).toEqual([['o1'], [], undefined]);
  });

  it('has the registry fetched when the hash does not agree, and not for each event', async () => {
    const { live, stream, reads, clock } = await watching();
    await live();
    reads.takeAsked();
    const wrong = json(deltaOf([], 'UP_99_'));
    for (let event = 0; event < 10; event++) await stream.tell('changes', '2@n', wrong);
    expect(reads.takeAsked()).toEqual(['delta']);
    await clock.advanceAsync(1_000);
    // without another event
    expect(reads.takeAsked()).toEqual(['delta']);
    await clock.advanceAsync(10_000);
    expect(reads.takeAsked()).toEqual([]);
  });

  it('takes what comes while a fetch is under way when that is done', async () => {
    const { live, stream, ids, reads, clock, fetcher } = await watching();
    await live();
    let land = (): void => {};
    reads.delayed = new Promise((resolve) => (land = resolve));
    const fetch = fetcher.refresh();
    const taken = stream.tell('changes', '2@n', CHANGES);
    await clock.advanceAsync(0);
    expect(ids()).toEqual(['o1']);
    land();
    await fetch;
    await taken;
    expect(ids()).toEqual(['o1', 'o2']);
  });

  it('confirms what it has taken over', async () => {
    const { live, stream } = await watching();
    await live();
    await stream.tell('confirm', '2@n', '2@n');
    expect(stream.confirmed).toEqual(['2@n']);
  });

  it('is given up when nothing comes through, and never was open', async () => {
    const { stream, types, clock } = await watching();
    stream.begin();
    await clock.advanceAsync(5_000);
    expect([stream.current, types()]).toEqual([undefined, []]);
    await clock.advanceAsync(1_000);
    expect(stream.since).toHaveLength(2);
  });

  it.each([
    ['what cannot be read', '{'],
    ['more than it takes', `"${'x'.repeat(100_001)}"`],
  ])('ends at %s', async (_what, data) => {
    const { live, stream, types, ids } = await watching();
    await live();
    await stream.tell('changes', '2@n', data);
    expect([types(), ids(), stream.current]).toEqual([['watch-opened', 'watch-ended'], ['o1'], undefined]);
  });

  it('is asked for once at a registry that has none', async () => {
    const { stream, watch, clock, types } = await watching();
    stream.refuse(404);
    await clock.advanceAsync(300_000);
    watch.fetched();
    expect([stream.since.length, types()]).toEqual([1, []]);
    stream.server = 'http://two/eureka/';
    watch.fetched();
    expect(stream.since).toHaveLength(2);
  });

  it('is asked for again later, since another server may have taken its place', async () => {
    const { stream, watch, clock } = await watching();
    stream.refuse(404);
    await clock.advanceAsync(1_700_000);
    watch.fetched();
    expect(stream.since).toHaveLength(1);
    await clock.advanceAsync(100_000);
    watch.fetched();
    expect(stream.since).toHaveLength(2);
  });

  it('follows the fetches to another registry', async () => {
    const { live, stream, watch, clock } = await watching();
    await live();
    stream.server = 'http://two/eureka/';
    watch.fetched();
    await clock.advanceAsync(1_000);
    expect([stream.since, stream.mostOpen]).toEqual([[undefined, '1@n'], 1]);
  });

  it('lets a fetch look for another registry when its own is not there', async () => {
    const { stream, reads, clock } = await watching();
    stream.fail();
    await clock.advanceAsync(1_000);
    expect([reads.takeAsked(), stream.since.length]).toEqual([['delta'], 2]);
  });

  it('finds a registry by a fetch when none is known', async () => {
    const { live, stream, reads, clock } = await watching();
    await live();
    reads.changes = 'unreachable';
    stream.server = undefined;
    stream.fail();
    await clock.advanceAsync(10_000);
    expect(reads.takeAsked().length).toBeGreaterThan(2);
    expect(stream.since).toHaveLength(1);
  });

  it('stops with everything, and leaves no timer', async () => {
    const { live, stream, watch, fetcher, clock, types } = await watching();
    await live();
    watch.stop();
    await fetcher.stop();
    await clock.advanceAsync(0);
    expect([stream.current, types(), clock.pendingTimers]).toEqual([undefined, ['watch-opened'], 0]);
    watch.fetched();
    expect(stream.since).toHaveLength(1);
  });
});
