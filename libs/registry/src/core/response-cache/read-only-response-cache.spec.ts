import { describe, expect, it } from '@jest/globals';
import type { Encoding } from '@nest-eureka/protocol';
import { createReadOnlyResponseCache, createResponseCache } from './create-response-cache.js';
import { BusyClock, cachedRegistry } from '../../../spec-support/response-cache/cached-registry.js';
import {
  JSON_FULL,
  readyText,
  textOf,
  unzippedTextOf,
  XML_FULL,
} from '../../../spec-support/response-cache/payload-text.js';
import type { ReadOnlyResponseCache, ResponseCache } from './response-cache.js';
import type { View } from './view.js';

const ALL: View = { kind: 'all' };
const DELTA: View = { kind: 'delta' };
const ORDERS: View = { kind: 'application', name: 'ORDERS' };
const NETFLIX = { deltaVersions: 'generated' } as const;

function versionIn(cache: ResponseCache, encoding: Encoding, view: View = DELTA): number {
  return Number(/versions__delta(?:":"|>)(\d+)/.exec(readyText(cache.get(view, encoding))!)?.[1]);
}

async function refreshed({ cache, turns }: ReturnType<typeof netflix>): Promise<void> {
  const done = cache.refreshReadOnly();
  await turns.until(done);
}

function netflix(clock?: BusyClock): ReturnType<typeof cachedRegistry<ReadOnlyResponseCache>> {
  return cachedRegistry(createReadOnlyResponseCache, NETFLIX, clock);
}

describe('createReadOnlyResponseCache', () => {
  it('shows what was read first until it is refreshed', async () => {
    const cached = netflix();
    cached.register('ORDERS', 'o-1');
    const before = cached.cache.get(ALL, JSON_FULL);
    cached.register('ORDERS', 'o-2');
    expect(cached.cache.get(ALL, JSON_FULL)).toBe(before);
    await refreshed(cached);
    expect(readyText(cached.cache.get(ALL, JSON_FULL))).toContain('o-2');
  });

  it('shows at once what nobody has read before', () => {
    const cached = netflix();
    readyText(cached.cache.get(ALL, JSON_FULL));
    cached.register('ORDERS', 'o-1');
    expect(readyText(cached.cache.get(ALL, JSON_FULL))).not.toContain('o-1');
    expect(readyText(cached.cache.get(ALL, XML_FULL))).toContain('o-1');
  });

  it('remembers absence until it is refreshed', async () => {
    const cached = netflix();
    expect(cached.cache.get(ORDERS, JSON_FULL)).toBeUndefined();
    cached.register('ORDERS', 'o-1');
    expect(cached.cache.get(ORDERS, JSON_FULL)).toBeUndefined();
    await refreshed(cached);
    expect(readyText(cached.cache.get(ORDERS, JSON_FULL))).toContain('o-1');
    cached.registry.leases.cancel('ORDERS', 'o-1', 'client');
    await refreshed(cached);
    expect(cached.cache.get(ORDERS, JSON_FULL)).toBeUndefined();
  });

  it('compresses what the plain reader sees', async () => {
    const cached = netflix();
    cached.register('ORDERS', 'o-1');
    const plain = readyText(cached.cache.get(ALL, JSON_FULL));
    cached.register('ORDERS', 'o-2');
    expect(unzippedTextOf(await cached.cache.getGzip(ALL, JSON_FULL))).toBe(plain);
  });

  it('refreshes a registry that is written in slices', async () => {
    const cached = netflix(new BusyClock());
    const first = cached.cache.get(ALL, JSON_FULL);
    for (let index = 0; index < 500; index++) cached.register('ORDERS', `o-${index}`);
    await refreshed(cached);
    expect(textOf(await first)).toContain('"application":[]');
    expect(readyText(cached.cache.get(ALL, JSON_FULL))).toContain('"UP_500_"');
  });

  it('remembers a bounded number of names that anybody may make up', async () => {
    const cached = cachedRegistry(createReadOnlyResponseCache, { ...NETFLIX, maxSubjects: 3 });
    expect(cached.cache.get(ORDERS, JSON_FULL)).toBeUndefined();
    cached.register('ORDERS', 'o-1');
    expect(cached.cache.get(ORDERS, JSON_FULL)).toBeUndefined();
    for (const name of ['X', 'Y', 'Z']) void cached.cache.get({ kind: 'application', name }, JSON_FULL);
    expect(readyText(cached.cache.get(ORDERS, JSON_FULL))).toContain('o-1');
    await refreshed(cached);
    expect(readyText(cached.cache.get(ORDERS, JSON_FULL))).toContain('o-1');
  });
});

describe('versions of the delta, counted as Java does', () => {
  it('grow with every document that is written, in the order in which forms are asked for (wire-live.md 6)', () => {
    const { cache, register } = cachedRegistry(createResponseCache, NETFLIX);
    const compact = { ...JSON_FULL, detail: 'compact' } as const;
    register('ORDERS', 'o-1');
    expect(
      [JSON_FULL, JSON_FULL, XML_FULL, compact, { ...JSON_FULL, version: 'v1' as const }].map((encoding) =>
        versionIn(cache, encoding),
      ),
    ).toEqual([1, 1, 2, 3, 4]);
    register('ORDERS', 'o-1');
    expect([JSON_FULL, XML_FULL, JSON_FULL].map((encoding) => versionIn(cache, encoding))).toEqual([5, 6, 5]);
  });

  it('are counted apart when regions are named', () => {
    const { cache } = cachedRegistry(createResponseCache, NETFLIX);
    const withRegions = (regions: string): View => ({ kind: 'delta', regions });
    const versions = [
      versionIn(cache, JSON_FULL),
      versionIn(cache, JSON_FULL, withRegions('a')),
      versionIn(cache, JSON_FULL, withRegions('a,b')),
      versionIn(cache, XML_FULL),
      versionIn(cache, JSON_FULL, withRegions('a')),
    ];
    expect(versions).toEqual([1, 1, 2, 2, 1]);
  });

  it('grow when a document has come to the end of its time', () => {
    const { cache, clock, registry, register } = cachedRegistry(createResponseCache, { ...NETFLIX, maxAgeMs: 180_000 });
    register('ORDERS', 'o-1');
    const versions = [versionIn(cache, JSON_FULL)];
    clock.advance(179_999);
    registry.leases.renew('ORDERS', 'o-1', {}, 'client');
    versions.push(versionIn(cache, JSON_FULL));
    clock.advance(1);
    versions.push(versionIn(cache, JSON_FULL));
    expect(versions).toEqual([1, 1, 2]);
    expect(readyText(cache.get(DELTA, JSON_FULL))).toContain(`"lastRenewalTimestamp":${clock.now() - 1}`);
  });
});
