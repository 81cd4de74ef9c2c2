import { describe, expect, it } from '@jest/globals';
import { createResponseCache } from './create-response-cache.js';
import { BusyClock, cachedRegistry } from '../../../spec-support/response-cache/cached-registry.js';
import type { CachedRegistry } from '../../../spec-support/response-cache/cached-registry.js';
import { JSON_FULL, readyText, textOf, XML_FULL } from '../../../spec-support/response-cache/payload-text.js';
import { settle } from '../../../spec-support/response-cache/turns.js';
import { wholeDocument } from '../../../spec-support/response-cache/whole-documents.js';

const ALL = { kind: 'all' } as const;
const INSTANCES = 600;

/** Too many to be written at once; each slice ends after some twenty looks at the clock. */
function cold(): CachedRegistry {
  const cached = cachedRegistry(createResponseCache, {}, new BusyClock());
  for (let index = 0; index < INSTANCES; index++) cached.register(`APP-${index % 20}`, `i-${index}`);
  return cached;
}

describe('the response cache, while a large document is being written', () => {
  it('writes it in slices and lets others run in between', async () => {
    const { cache, turns, written } = cold();
    const answer = cache.get(ALL, JSON_FULL);
    expect(answer).toBeInstanceOf(Promise);
    await settle();
    expect([written.take().length, turns.waiting]).toEqual([0, 1]);
    await turns.next();
    const firstSlice = written.take().length;
    expect(firstSlice).toBeGreaterThan(0);
    expect(firstSlice).toBeLessThan(INSTANCES);
    await turns.untilQuiet();
    expect(textOf(await answer)).toContain('"UP_600_"');
  });

  it('writes it once for all who wait', async () => {
    const { cache, turns, written } = cold();
    const answers = Array.from({ length: 5 }, async () => cache.get(ALL, JSON_FULL));
    await turns.untilQuiet();
    const [first, ...others] = await Promise.all(answers);
    expect(others.every((other) => other === first)).toBe(true);
    expect(written.take()).toHaveLength(INSTANCES);
  });

  it('shows what changed meanwhile, and writes only that twice', async () => {
    const { registry, cache, turns, written, register } = cold();
    const answer = cache.get(ALL, JSON_FULL);
    await settle();
    await turns.next();
    registry.leases.cancel('APP-0', 'i-0', 'client');
    registry.leases.overrideStatus('APP-1', 'i-1', 'DOWN', undefined, 'client');
    register('LATE', 'late');
    await turns.untilQuiet();
    const payload = await answer;
    expect(textOf(payload)).toBe(wholeDocument(registry, ALL, JSON_FULL));
    expect(textOf(payload)).toContain('"DOWN_1_UP_599_"');
    expect(written.take().length).toBeLessThanOrEqual(INSTANCES + 2);
  });

  it('comes to an end under change without pause', async () => {
    const { registry, cache, turns, register } = cold();
    const answer = Promise.resolve(cache.get(ALL, JSON_FULL));
    const rounds = await turns.until(answer, () => {
      for (let index = 0; index < INSTANCES; index++) register(`APP-${index % 20}`, `i-${index}`);
    });
    expect(rounds).toBeLessThan(200);
    expect(textOf(await answer)).toContain('"UP_600_"');
    expect(registry.changeLog.revision).toBe(INSTANCES * (rounds + 1));
  });

  it('works on one document at a time', async () => {
    const { cache, turns } = cold();
    const views = [ALL, { kind: 'delta' }, { kind: 'vip', address: 'orders' }] as const;
    const answers = views.map(async (view) => cache.get(view, XML_FULL));
    await settle();
    let most = 0;
    while (turns.waiting > 0) {
      most = Math.max(most, turns.waiting);
      await turns.next();
    }
    expect(most).toBe(1);
    expect((await Promise.all(answers)).every((payload) => payload !== undefined)).toBe(true);
  });

  it('answers what is ready or small at once', () => {
    const { cache } = cold();
    void cache.get(ALL, JSON_FULL);
    expect(readyText(cache.get({ kind: 'application', name: 'APP-3' }, XML_FULL))).toContain('<name>APP-3</name>');
  });

  it('finds an application gone that was there when it was asked for', async () => {
    const cached = cachedRegistry(createResponseCache, {}, new BusyClock());
    for (let index = 0; index < INSTANCES; index++) cached.register('BIG', `i-${index}`);
    const answer = cached.cache.get({ kind: 'application', name: 'BIG' }, JSON_FULL);
    for (let index = 0; index < INSTANCES; index++) cached.registry.leases.cancel('BIG', `i-${index}`, 'client');
    await cached.turns.untilQuiet();
    expect(await answer).toBeUndefined();
  });
});
