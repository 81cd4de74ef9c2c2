import { describe, expect, it } from '@jest/globals';
import { createResponseCache } from './create-response-cache.js';
import { cachedRegistry } from '../../../spec-support/response-cache/cached-registry.js';
import { JSON_FULL } from '../../../spec-support/response-cache/payload-text.js';
import type { View } from './view.js';

describe('documents kept', () => {
  it('are of a bounded number of applications, the longest unused going first', () => {
    const { cache, register } = cachedRegistry(createResponseCache, { maxSubjects: 3 });
    for (const app of ['A', 'B', 'C', 'D']) register(app, app, { vipAddress: undefined, secureVipAddress: undefined });
    const read = (name: string): unknown => cache.get({ kind: 'application', name }, JSON_FULL);
    const [a, b] = ['A', 'B', 'C'].map(read);
    expect(read('A')).toBe(a);
    read('D');
    expect(read('A')).toBe(a);
    expect(read('B')).not.toBe(b);
  });

  it('are not pushed out by names that nobody has', () => {
    const { cache, register } = cachedRegistry(createResponseCache, { maxSubjects: 3 });
    register('A', 'a-1');
    const kept: readonly View[] = [{ kind: 'all' }, { kind: 'application', name: 'A' }];
    const before = kept.map((view) => cache.get(view, JSON_FULL));
    for (let index = 0; index < 100; index++) {
      void cache.get({ kind: 'vip', address: `made-up-${index}` }, JSON_FULL);
      void cache.get({ kind: 'secure-vip', address: `made-up-${index}` }, JSON_FULL);
      void cache.get({ kind: 'application', name: `MADE-UP-${index}` }, JSON_FULL);
      void cache.get({ kind: 'all', regions: `made-up-${index}` }, JSON_FULL);
    }
    expect(kept.every((view, index) => cache.get(view, JSON_FULL) === before[index])).toBe(true);
  });
});
