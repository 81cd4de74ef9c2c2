import { describe, expect, it } from '@jest/globals';
import { appsHashCodeOf } from '@nest-eureka/protocol';
import type { Applications, InstanceInfo } from '@nest-eureka/protocol';
import { ManualClock } from '@nest-eureka/time/testing';
import { RegistryCopy } from '@nest-eureka/transport';
import type { CallOutcome, CopyFiles } from '@nest-eureka/transport';
import { applicationsOf, regionInstance } from '../../../spec-support/region-views.js';
import { RegionRegistry } from '../../core/regions/region-registry.js';
import { RegionFetcher } from './region-fetcher.js';
import type { RegionNews } from './region-report.js';

const URL = 'http://user:secret@east/eureka/';
const SERVER = 'http://east/eureka/';

function answered(value: Applications | undefined, status = 200): CallOutcome<Applications> {
  return { kind: 'answered', status, value, server: SERVER };
}

const REFUSED: CallOutcome<Applications> = {
  kind: 'failed',
  reason: 'unreachable',
  status: undefined,
  message: `${SERVER} refused the connection`,
};
const TIMED_OUT: CallOutcome<Applications> = { ...REFUSED, reason: 'timeout', message: `${SERVER} took too long` };

function whole(...instances: InstanceInfo[]): CallOutcome<Applications> {
  const applications = applicationsOf(instances);
  return answered({ ...applications, appsHashCode: appsHashCodeOf(applications) });
}

const [A, B] = [regionInstance('ORDERS', 'a'), regionInstance('STOCK', 'b')] as const;

/** One file in memory. */
class OneFile implements CopyFiles {
  content: readonly string[] | undefined;

  async *lines(): AsyncGenerator<string> {
    if (this.content === undefined) throw Object.assign(new Error('absent'), { code: 'ENOENT' });
    yield* this.content;
  }

  async replace(_path: string, lines: Iterable<string>): Promise<void> {
    this.content = [...lines];
  }
}

interface Fetching {
  readonly clock: ManualClock;
  readonly registry: RegionRegistry;
  readonly fetcher: RegionFetcher;
  /** What was asked for, in order. */
  readonly asked: string[];
  readonly news: string[];
  readonly ids: () => string[];
  /** Looks once after so long. */
  readonly after: (ms: number) => Promise<void>;
}

type Answers = CallOutcome<Applications>[] | Readonly<Record<'full' | 'delta', CallOutcome<Applications>>>;

/** @param answers in order, whatever is asked for, the last one again and again; or always the same to the same question */
function fetching(answers: Answers, disableDelta = false, file?: OneFile): Fetching {
  const clock = new ManualClock(1_000_000);
  const registry = new RegionRegistry('east', clock);
  const asked: string[] = [];
  const news: string[] = [];
  const next = (what: 'full' | 'delta') => async (): Promise<CallOutcome<Applications>> => {
    asked.push(what);
    if (!Array.isArray(answers)) return answers[what];
    return (answers.length > 1 ? answers.shift() : answers[0]) ?? REFUSED;
  };
  const copy =
    file &&
    new RegistryCopy(
      { file: 'east.jsonl', serviceUrl: URL, maxAgeMs: 3_600_000 },
      { files: file, clock, onWarning: (message) => news.push(message) },
    );
  const fetcher = new RegionFetcher(
    { urls: [URL], intervalMs: 30_000, disableDelta },
    {
      registry,
      calls: { applications: next('full'), delta: next('delta'), close: () => asked.push('close') },
      clock,
      random: () => 1,
      copy,
      onNews: (told: RegionNews) => news.push(told.kind),
    },
  );
  return {
    clock,
    registry,
    fetcher,
    asked,
    news,
    ids: () => Array.from(registry.leases(), ({ id }) => id),
    after: (ms) => {
      clock.advance(ms);
      return fetcher.tick();
    },
  };
}

describe('RegionFetcher', () => {
  it('reads everything first and deltas from then on, one interval apart', async () => {
    const change = applicationsOf([{ ...B, actionType: 'ADDED' }], 'UP_2_');
    const { after, asked, ids, fetcher, news } = fetching([whole(A), answered(change)]);
    await after(0);
    await after(29_999);
    expect(asked).toEqual(['full']);
    await after(1);
    expect(asked).toEqual(['full', 'delta']);
    expect(ids()).toEqual(['a', 'b']);
    expect(fetcher.report).toMatchObject({ source: 'region', instances: 2, failures: 0, readAt: 1_030_000 });
    expect(news).toEqual(['read']);
  });

  it.each([
    ['a delta that does not agree', answered(applicationsOf([], 'UP_9_'))],
    ['no delta at all', answered(undefined, 403)],
  ])('reads everything again after %s', async (_, delta) => {
    const { after, asked, ids } = fetching([whole(A), delta, whole(A, B)]);
    await after(0);
    await after(30_000);
    expect(asked).toEqual(['full', 'delta', 'full']);
    expect(ids()).toEqual(['a', 'b']);
  });

  it('asks a region whose hash never agrees for everything ever more seldom', async () => {
    const { after, asked } = fetching({ full: whole(A), delta: answered(applicationsOf([], 'UP_9_')) });
    for (let round = 0; round < 10; round++) await after(30_000);
    expect(asked.filter((what) => what === 'full').length).toBe(4);
  });

  it('reads everything each time where deltas are switched off', async () => {
    const { after, asked } = fetching([whole(A)], true);
    await after(0);
    await after(30_000);
    expect(asked).toEqual(['full', 'full']);
  });

  it('keeps what it knows when the region goes, and says so once', async () => {
    const { after, ids, news, fetcher, registry } = fetching([whole(A), REFUSED, REFUSED, whole(A)]);
    await after(0);
    await after(30_000);
    await after(30_000);
    expect(ids()).toEqual(['a']);
    expect(registry.isReady).toBe(true);
    expect(fetcher.report).toMatchObject({ failures: 2, staleSince: 1_000_000 });
    await after(30_000);
    expect(fetcher.report).toMatchObject({ failures: 0, staleSince: undefined });
    expect(news).toEqual(['read', 'lost', 'read']);
  });

  it('tries again soon while the region has never been read', async () => {
    const { after, asked, registry } = fetching([REFUSED]);
    await after(0);
    await after(1_000);
    expect(asked.length).toBe(2);
    expect(registry.isReady).toBe(false);
  });

  it('slows down to five times the interval where a region times out', async () => {
    const { after, asked } = fetching([whole(A), TIMED_OUT]);
    await after(0);
    for (const pause of [30_000, 60_000, 120_000, 150_000, 150_000]) await after(pause);
    expect(asked.length).toBe(6);
    await after(149_999);
    expect(asked.length).toBe(6);
  });

  it('believes a region that suddenly lists nothing the second time', async () => {
    const { after, ids } = fetching([whole(A), answered(undefined, 404), whole()]);
    await after(0);
    await after(30_000);
    expect(ids()).toEqual(['a']);
    await after(30_000);
    expect(ids()).toEqual([]);
  });

  it('shows no credentials', async () => {
    const { after, fetcher } = fetching([REFUSED]);
    await after(0);
    expect(JSON.stringify(fetcher.report)).not.toContain('secret');
    expect(fetcher.report.urls).toEqual([SERVER]);
  });

  it('stops with an answer under way left aside', async () => {
    const { after, fetcher, asked, ids } = fetching([whole(A)]);
    const reading = after(0);
    await fetcher.stop();
    await reading;
    expect(ids()).toEqual([]);
    await after(60_000);
    expect(asked.filter((what) => what !== 'close').length).toBeLessThanOrEqual(1);
  });
});

describe('RegionFetcher with a copy on disk', () => {
  it('starts from the copy where the region does not answer, and says that it is old', async () => {
    const file = new OneFile();
    const before = fetching([whole(A)], false, file);
    await before.after(0);
    await before.fetcher.stop();
    const { after, ids, registry, fetcher, news } = fetching([REFUSED], false, file);
    await after(0);
    expect(ids()).toEqual(['a']);
    expect(registry.isReady).toBe(true);
    expect(fetcher.report).toMatchObject({ source: 'copy', staleSince: 1_000_000, failures: 1 });
    expect(news).toEqual(['copy-taken', 'lost']);
  });

  it('asks for everything after a copy, as no delta leads on from there', async () => {
    const file = new OneFile();
    const before = fetching([whole(A)], false, file);
    await before.after(0);
    await before.fetcher.stop();
    const { after, asked, ids, fetcher } = fetching([whole(B)], false, file);
    await after(0);
    expect(asked).toEqual(['full']);
    expect(ids()).toEqual(['b']);
    expect(fetcher.report).toMatchObject({ source: 'region', staleSince: undefined });
  });

  it('leaves a copy that is too old where it is', async () => {
    const file = new OneFile();
    const before = fetching([whole(A)], false, file);
    await before.after(0);
    await before.fetcher.stop();
    const { after, ids, clock } = fetching([REFUSED], false, file);
    clock.advance(3_600_001);
    await after(0);
    expect(ids()).toEqual([]);
  });
});
