import { describe, expect, it } from '@jest/globals';
import { createResponseCache } from './create-response-cache.js';
import { cachedRegistry } from '../../../spec-support/response-cache/cached-registry.js';
import type { CachedRegistry } from '../../../spec-support/response-cache/cached-registry.js';
import { ENCODINGS, JSON_FULL, readyText, XML_FULL } from '../../../spec-support/response-cache/payload-text.js';
import { wholeDocument } from '../../../spec-support/response-cache/whole-documents.js';
import type { View } from './view.js';

function shop(): CachedRegistry {
  const cached = cachedRegistry(createResponseCache);
  cached.register('ORDERS', 'o-1', { vipAddress: 'orders,shop', metadata: new Map([['größe', '日本 "x" <&>']]) });
  cached.register('STOCK', 's-1', { vipAddress: 'stock,shop', secureVipAddress: 'safe', status: 'STARTING' });
  cached.register('ORDERS', 'o-2', { vipAddress: undefined, secureVipAddress: undefined, status: 'OUT_OF_SERVICE' });
  cached.register('ORDERS', 'own', { vipAddress: 'shop' });
  cached.registry.leases.cancel('STOCK', 'missing', 'client');
  return cached;
}

const VIEWS: readonly View[] = [
  { kind: 'all' },
  { kind: 'delta' },
  { kind: 'application', name: 'ORDERS' },
  { kind: 'application', name: 'STOCK' },
  { kind: 'vip', address: 'shop' },
  { kind: 'vip', address: 'orders' },
  { kind: 'vip', address: 'nobody' },
  { kind: 'secure-vip', address: 'safe' },
];

describe('createResponseCache', () => {
  for (const encoding of ENCODINGS) {
    const name = Object.values(encoding).join(' ');

    it(`answers every view with the bytes of the whole document in ${name}`, () => {
      const { registry, cache } = shop();
      for (const view of VIEWS) {
        expect(readyText(cache.get(view, encoding))).toBe(wholeDocument(registry, view, encoding));
      }
    });

    it(`answers an empty registry in ${name}`, () => {
      const { registry, cache } = cachedRegistry(createResponseCache);
      for (const view of [{ kind: 'all' }, { kind: 'delta' }, { kind: 'vip', address: 'x' }] as const) {
        expect(readyText(cache.get(view, encoding))).toBe(wholeDocument(registry, view, encoding));
      }
    });
  }

  it('keeps the bytes until something changes', () => {
    const { cache } = shop();
    for (const view of VIEWS.filter((one) => !('address' in one && one.address === 'nobody'))) {
      expect(cache.get(view, JSON_FULL)).toBe(cache.get(view, JSON_FULL));
    }
  });

  it('knows no application without instances', () => {
    const { registry, cache } = shop();
    expect(cache.get({ kind: 'application', name: 'NOBODY' }, JSON_FULL)).toBeUndefined();
    registry.leases.cancel('STOCK', 's-1', 'client');
    expect(cache.get({ kind: 'application', name: 'STOCK' }, JSON_FULL)).toBeUndefined();
    expect(cache.getGzip({ kind: 'application', name: 'STOCK' }, JSON_FULL)).toBeUndefined();
  });

  it('finds applications in any case, and the collections under the names that Java reserves', () => {
    const { cache } = shop();
    const named = (name: string): string | undefined => readyText(cache.get({ kind: 'application', name }, XML_FULL));
    expect(named('orders')).toBe(named('ORDERS'));
    expect(named('all_apps')).toBe(readyText(cache.get({ kind: 'all' }, XML_FULL)));
    expect(named('All_Apps_Delta')).toBe(readyText(cache.get({ kind: 'delta' }, XML_FULL)));
  });

  it('takes an address exactly and never a list of them', () => {
    const { cache } = shop();
    const countAt = (address: string): number =>
      readyText(cache.get({ kind: 'vip', address }, JSON_FULL))?.split('"instanceId"').length ?? 0;
    expect(['shop', 'SHOP', 'orders,shop', ' shop'].map(countAt)).toEqual([4, 1, 1, 1]);
  });

  it('shows true statuses in v2 and the old ones in v1', () => {
    const { cache } = shop();
    const xml = (version: 'v1' | 'v2'): string =>
      readyText(cache.get({ kind: 'application', name: 'ORDERS' }, { ...XML_FULL, version }))!;
    expect(xml('v2')).toContain('<status>OUT_OF_SERVICE</status>');
    expect(xml('v1')).not.toContain('<status>OUT_OF_SERVICE</status>');
  });

  it('marks only its own instance as coordinating', () => {
    const { cache } = shop();
    const text = readyText(cache.get({ kind: 'application', name: 'ORDERS' }, JSON_FULL))!;
    expect(text.split('"isCoordinatingDiscoveryServer":"true"')).toHaveLength(2);
    expect(text.indexOf('"instanceId":"own"')).toBeLessThan(text.indexOf('"isCoordinatingDiscoveryServer":"true"'));
  });

  it('tells the revision it shows', () => {
    const { registry, cache } = shop();
    expect(cache.get({ kind: 'all' }, JSON_FULL)).toMatchObject({ revision: registry.changeLog.revision });
    registry.leases.cancel('ORDERS', 'o-1', 'client');
    expect(cache.get({ kind: 'all' }, JSON_FULL)).toMatchObject({ revision: registry.changeLog.revision });
  });

  it('starts from the leases and changes that are there already', () => {
    const { registry, clock, turns, written } = shop();
    const late = createResponseCache({
      ...registry,
      clock,
      ownInstanceId: 'own',
      yieldToOthers: turns.yieldToOthers,
      settings: { maxAgeMs: 1000, maxSubjects: 10, deltaVersions: 'revision', quietMs: 1000 },
      processTag: 'late',
      documentParts: written.of,
    });
    for (const view of VIEWS) {
      expect(readyText(late.get(view, JSON_FULL))).toBe(wholeDocument(registry, view, JSON_FULL));
    }
  });

  it('leaves out of the delta what the change log has forgotten, without a new change', () => {
    const { registry, cache, clock, register } = shop();
    clock.advance(60_000);
    register('STOCK', 's-2');
    expect(readyText(cache.get({ kind: 'delta' }, JSON_FULL))).toContain('o-1');
    registry.changeLog.dropOlderThan(30_000);
    const delta = readyText(cache.get({ kind: 'delta' }, JSON_FULL));
    expect(delta).toBe(wholeDocument(registry, { kind: 'delta' }, JSON_FULL));
    expect(delta).not.toContain('o-1');
    expect(delta).toContain('s-2');
  });

  it('gives every change another delta version, on a fresh server 1', () => {
    const { cache, register } = cachedRegistry(createResponseCache);
    const version = (): string | undefined =>
      /versions__delta":"(\d+)"/.exec(readyText(cache.get({ kind: 'delta' }, JSON_FULL))!)?.[1];
    const versions = [version(), version()];
    register('ORDERS', 'o-1');
    versions.push(version());
    register('ORDERS', 'o-1');
    versions.push(version(), version());
    expect(versions).toEqual(['1', '1', '2', '3', '3']);
  });
});
