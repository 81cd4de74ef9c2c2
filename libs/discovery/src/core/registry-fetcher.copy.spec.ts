import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { RegistryCopy } from '@nest-eureka/transport';
import type { CopyFiles } from '@nest-eureka/transport';
import { fetching as newFetching } from '../../spec-support/fetching.js';
import type { Fetching } from '../../spec-support/fetching.js';
import { deltaOf, knownInstance, registryOf } from '../../spec-support/known-instances.js';
import { passTime } from '../../spec-support/pass-time.js';

/** One file in memory. */
class OneFile implements CopyFiles {
  content: readonly string[] = [];
  reads = 0;
  /** A read gives nothing before. */
  delayed: Promise<void> | undefined;

  async *lines(): AsyncGenerator<string> {
    this.reads += 1;
    await this.delayed;
    yield* this.content;
  }

  async replace(_path: string, lines: Iterable<string>): Promise<void> {
    this.content = [...lines];
  }
}

function fetching(clock: ManualClock, files: OneFile): Fetching {
  const copy = new RegistryCopy(
    { file: 'copy.jsonl', serviceUrl: 'http://registry/eureka/', maxAgeMs: 86_400_000 },
    { files, clock, onWarning: () => undefined },
  );
  return newFetching({}, { copy }, clock);
}

const after = (clock: ManualClock, ms: number) => new Promise<void>((resolve) => void clock.after(ms, resolve));
const one = knownInstance({ instanceId: 'o1' });
const two = knownInstance({ instanceId: 'o2' });

/** A file as an earlier run left it, and the moment of that. */
async function afterARun(instances = [one]): Promise<{ clock: ManualClock; files: OneFile; savedAt: number }> {
  const [clock, files] = [new ManualClock(), new OneFile()];
  const { reads, fetcher } = fetching(clock, files);
  reads.full = registryOf(instances);
  void fetcher.start();
  // at once, but for the turns that a large registry takes
  const savedAt = clock.now() + 10 * Math.floor(instances.length / 250);
  await passTime(clock, 50);
  await fetcher.stop();
  await clock.advanceAsync(3_600_000);
  return { clock, files, savedAt };
}

describe('a fetcher with a copy on disk', () => {
  it('takes the copy, marked stale, when nobody answers the first fetch', async () => {
    const { clock, files, savedAt } = await afterARun();
    const { reads, fetcher, ids, events } = fetching(clock, files);
    reads.full = 'unreachable';
    const report = await fetcher.start();
    expect(ids()).toEqual(['o1']);
    expect(report).toMatchObject({ source: 'copy', staleSince: savedAt, lastFetchAt: undefined, failures: 1 });
    expect(events.map(({ type }) => type)).toEqual(['fetch-failed', 'copy-taken']);
    expect(events[1]).toMatchObject({ savedAt });
  });

  it('takes the copy after a second when the registry hangs, however long its first fetch may last', async () => {
    const { clock, files, savedAt } = await afterARun();
    const { reads, fetcher, ids, events } = fetching(clock, files);
    reads.full = 'hang';
    void fetcher.start();
    await clock.advanceAsync(990);
    expect(ids()).toEqual([]);
    await passTime(clock, 10);
    expect(ids()).toEqual(['o1']);
    expect(fetcher.report).toMatchObject({ source: 'copy', staleSince: savedAt, failures: 0 });
    expect(events).toEqual([{ type: 'copy-taken', at: clock.now(), savedAt }]);
    await fetcher.stop();
  });

  it('lets a slow registry have the last word over the copy', async () => {
    const { clock, files } = await afterARun();
    const { reads, fetcher, ids } = fetching(clock, files);
    reads.full = registryOf([two]);
    reads.delayed = after(clock, 1500);
    const started = fetcher.start();
    await passTime(clock, 1000);
    expect(ids()).toEqual(['o1']);
    await passTime(clock, 500);
    await started;
    expect(ids()).toEqual(['o2']);
    expect(fetcher.report).toMatchObject({ source: 'registry', staleSince: undefined });
    expect(files.reads).toBe(1);
  });

  it('finishes with a large copy before it takes over the answer', async () => {
    const many = Array.from({ length: 600 }, (_, index) => knownInstance({ instanceId: `many-${index}` }));
    const { clock, files } = await afterARun(many);
    const { reads, fetcher, ids, registry } = fetching(clock, files);
    reads.full = registryOf([two]);
    reads.delayed = after(clock, 1010);
    void fetcher.start();
    await passTime(clock, 1000);
    expect(registry.size).toBeGreaterThan(0);
    await passTime(clock, 100);
    expect(ids()).toEqual(['o2']);
    expect(fetcher.report.source).toBe('registry');
    await fetcher.stop();
  });

  it('leaves a copy aside that a slow disk gives after the registry has answered', async () => {
    const { clock, files } = await afterARun();
    const { reads, fetcher, ids, events } = fetching(clock, files);
    reads.full = registryOf([two]);
    reads.delayed = after(clock, 1500);
    files.delayed = after(clock, 1800);
    void fetcher.start();
    await passTime(clock, 5000);
    expect(ids()).toEqual(['o2']);
    expect(events.map(({ type }) => type)).toEqual(['registry-fetched']);
    await fetcher.stop();
  });

  it('goes on trying quickly then, and fetches in full', async () => {
    const { clock, files } = await afterARun();
    const { reads, fetcher, ids } = fetching(clock, files);
    reads.full = 'unreachable';
    await fetcher.start();
    reads.full = registryOf([two]);
    reads.changes = deltaOf([], 'UP_1_');
    await clock.advanceAsync(800);
    expect(reads.asked).toEqual(['full', 'full']);
    expect(ids()).toEqual(['o2']);
    expect(fetcher.report).toMatchObject({ source: 'registry', staleSince: undefined, failures: 0 });
    expect(files.reads).toBe(1);
  });

  it('does not believe a registry that is suddenly empty', async () => {
    const { clock, files } = await afterARun();
    const { reads, fetcher, ids } = fetching(clock, files);
    reads.full = 'unreachable';
    await fetcher.start();
    reads.full = registryOf([]);
    await clock.advanceAsync(60_000);
    expect(ids()).toEqual(['o1']);
    expect(fetcher.report.source).toBe('copy');
  });

  it('does not look at the copy when the registry answers', async () => {
    const { clock, files } = await afterARun();
    const { reads, fetcher, ids } = fetching(clock, files);
    reads.full = registryOf([two]);
    await fetcher.start();
    expect(ids()).toEqual(['o2']);
    expect(files.reads).toBe(0);
  });

  it('starts with nothing when there is no copy either', async () => {
    const { fetcher, ids } = fetching(new ManualClock(), new OneFile());
    expect(await fetcher.start()).toMatchObject({ source: 'none', failures: 1 });
    expect(ids()).toEqual([]);
  });
});
