import { describe, expect, it } from '@jest/globals';
import { createResponseCache } from './create-response-cache.js';
import { MAX_BLOCK_SLOTS } from './block.js';
import { cachedRegistry } from '../../../spec-support/response-cache/cached-registry.js';
import type { CachedRegistry } from '../../../spec-support/response-cache/cached-registry.js';
import {
  ENCODINGS,
  JSON_FULL,
  readyText,
  textOf,
  XML_FULL,
} from '../../../spec-support/response-cache/payload-text.js';
import { wholeDocument } from '../../../spec-support/response-cache/whole-documents.js';
import type { View } from './view.js';

const APPLICATIONS = ['A', 'B', 'C'];
const PER_APPLICATION = 40;

/** Few enough to be written at once, over several blocks. */
function warm(settings: { readonly maxAgeMs?: number } = {}): CachedRegistry {
  const cached = cachedRegistry(createResponseCache, settings);
  for (const app of APPLICATIONS) {
    for (let index = 0; index < PER_APPLICATION; index++) {
      cached.register(app, `${app}-${index}`, { vipAddress: app.toLowerCase(), secureVipAddress: undefined });
    }
  }
  for (const encoding of ENCODINGS) readyText(cached.cache.get({ kind: 'all' }, encoding));
  cached.written.take();
  return cached;
}

const VIEWS: readonly View[] = [
  { kind: 'all' },
  { kind: 'application', name: 'A' },
  { kind: 'application', name: 'B' },
  { kind: 'vip', address: 'a' },
  { kind: 'vip', address: 'b' },
];

describe('the response cache, rebuilding', () => {
  it('writes each instance once, whatever is asked for', () => {
    const { cache, written } = warm();
    for (const view of VIEWS) readyText(cache.get(view, JSON_FULL));
    expect(written.take()).toEqual([]);
  });

  it('writes again only what has changed', () => {
    const { registry, cache, written, register } = warm();
    register('A', 'A-7');
    registry.leases.overrideStatus('B', 'B-3', 'DOWN', undefined, 'client');
    readyText(cache.get({ kind: 'all' }, JSON_FULL));
    expect(written.take().toSorted()).toEqual(['A-7', 'B-3']);
    for (const view of VIEWS) {
      expect(readyText(cache.get(view, JSON_FULL))).toBe(wholeDocument(registry, view, JSON_FULL));
    }
    expect(written.take()).toEqual([]);
  });

  it('writes nothing when an instance goes', () => {
    const { registry, cache, written } = warm();
    registry.leases.cancel('B', 'B-0', 'client');
    registry.leases.cancel('B', `B-${PER_APPLICATION - 1}`, 'client');
    expect(readyText(cache.get({ kind: 'all' }, XML_FULL))).toBe(wholeDocument(registry, { kind: 'all' }, XML_FULL));
    expect(written.take()).toEqual([]);
  });

  it('makes anew exactly the views that a change touches', () => {
    const { registry, cache } = warm();
    const answers = (): unknown[] => VIEWS.map((view) => cache.get(view, JSON_FULL));
    const before = answers();
    registry.leases.overrideStatus('A', 'A-0', 'DOWN', undefined, 'client');
    const after = answers();
    expect(after.map((answer, index) => answer === before[index])).toEqual([false, false, true, false, true]);
  });

  it('makes anew the views of the old and of the new address, full and compact', () => {
    for (const detail of ['full', 'compact'] as const) {
      const { cache, register } = warm();
      const countAt = (address: string): number =>
        readyText(cache.get({ kind: 'vip', address }, { ...JSON_FULL, detail }))!.split('"instanceId":"A-0"').length -
        1;
      expect(['a', 'new', 'newer'].map(countAt)).toEqual([1, 0, 0]);
      register('A', 'A-0', { vipAddress: 'new,newer' });
      expect(['a', 'new', 'newer'].map(countAt)).toEqual([0, 1, 1]);
    }
  });

  it('makes nothing anew for renewals and confirmed statuses', () => {
    const { registry, cache, clock, written } = warm();
    const before = VIEWS.map((view) => cache.get(view, JSON_FULL));
    clock.advance(30_000);
    registry.leases.renew('A', 'A-0', {}, 'client');
    registry.leases.overrideStatus('B', 'B-0', 'UP', undefined, 'client');
    expect(VIEWS.map((view) => cache.get(view, JSON_FULL))).toEqual(before);
    expect(VIEWS.every((view, index) => cache.get(view, JSON_FULL) === before[index])).toBe(true);
    expect(written.take()).toEqual([]);
  });

  it('shows lease times that are never older than the age allowed', () => {
    const { registry, cache, clock } = warm({ maxAgeMs: 60_000 });
    const shown = (): string => readyText(cache.get({ kind: 'all' }, JSON_FULL))!;
    clock.advance(59_000);
    for (const app of APPLICATIONS) registry.leases.renew(app, `${app}-0`, {}, 'client');
    registry.leases.cancel('A', 'A-1', 'client');
    const renewed = `"lastRenewalTimestamp":${clock.now()}`;
    expect(shown()).not.toContain(renewed);
    clock.advance(1_000);
    expect(shown().split(renewed)).toHaveLength(1 + APPLICATIONS.length);
  });

  it('cuts the application of a JSON reader out of the registry, and writes indented XML apart', () => {
    const { cache, written } = warm();
    for (const detail of ['full', 'compact'] as const) {
      readyText(cache.get({ kind: 'application', name: 'B' }, { ...JSON_FULL, detail }));
    }
    readyText(cache.get({ kind: 'application', name: 'B' }, { ...XML_FULL, detail: 'compact' }));
    expect(written.take()).toEqual([]);
    readyText(cache.get({ kind: 'application', name: 'B' }, XML_FULL));
    expect(new Set(written.take())).toContain('B-0');
  });

  it('writes a delta of many again only where it changed', async () => {
    const { cache, written, turns, register } = warm();
    const first = cache.get({ kind: 'delta' }, JSON_FULL);
    await turns.untilQuiet();
    expect(textOf(await first)).toContain('C-39');
    written.take();
    register('B', 'B-5');
    readyText(cache.get({ kind: 'delta' }, JSON_FULL));
    expect(written.take()).toEqual(['B-5']);
  });

  it('hands out little in one chunk, zipped and plain', async () => {
    const { cache, register } = cachedRegistry(createResponseCache);
    for (let index = 0; index < 3; index++) register(`APP-${index}`, `i-${index}`);
    for (const view of [{ kind: 'all' }, { kind: 'delta' }, { kind: 'vip', address: 'nobody' }] as const) {
      expect((await cache.get(view, JSON_FULL))?.chunks).toHaveLength(1);
      expect((await cache.getGzip(view, JSON_FULL))?.chunks).toHaveLength(1);
    }
  });

  it('hands out few chunks, each worth a write', async () => {
    const { cache, turns, register } = cachedRegistry(createResponseCache);
    for (let index = 0; index < 1000; index++) register(`APP-${index}`, `i-${index}`);
    const answer = cache.get({ kind: 'all' }, JSON_FULL);
    await turns.untilQuiet();
    const { chunks, byteLength } = (await answer)!;
    expect(byteLength).toBeGreaterThan(500_000);
    expect(chunks.length).toBeLessThan((2 * 1000) / MAX_BLOCK_SLOTS + 2);
  });
});
