import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { createResponseCache } from '../core/response-cache/create-response-cache.js';
import type { View } from '../core/response-cache/view.js';
import { cachedRegistry } from '../../spec-support/response-cache/cached-registry.js';
import { JSON_FULL, XML_FULL } from '../../spec-support/response-cache/payload-text.js';

const INSTANCES = 60;
const CYCLE_MS = 120_000;
const RETENTION_MS = 180_000;

/** What is left when everything that can be collected has been. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** A registry in which no instance lives longer than two minutes: half say goodbye, half are evicted, and others take their place. */
class RestlessRegistry {
  readonly #cached = cachedRegistry(createResponseCache, { maxSubjects: 50 });
  #generation = 0;

  async cycle(): Promise<void> {
    const { registry, clock, written, register } = this.#cached;
    const generation = this.#generation++;
    for (let index = 0; index < INSTANCES; index++) {
      const [app, id] = [`APP-${generation}-${index % 10}`, `i-${generation}-${index}`];
      register(app, id, { vipAddress: `vip-${generation}-${index % 10}` });
      registry.leases.renew(app, id, {}, 'client');
      registry.leases.overrideStatus(app, id, 'OUT_OF_SERVICE', undefined, 'client');
      if (index % 2 === 0) registry.leases.cancel(app, id, 'client');
    }
    await this.#read(`APP-${generation}-1`, `vip-${generation}-1`);
    clock.advance(CYCLE_MS);
    // a pass never takes all at once
    while (registry.leases.evict(0).length > 0);
    registry.changeLog.dropOlderThan(RETENTION_MS);
    written.take();
  }

  get size(): number {
    return this.#cached.registry.store.size;
  }

  async #read(name: string, address: string): Promise<void> {
    const { cache, turns } = this.#cached;
    const views: readonly View[] = [
      { kind: 'all' },
      { kind: 'delta' },
      { kind: 'application', name },
      { kind: 'vip', address },
    ];
    for (const view of views) {
      for (const encoding of [JSON_FULL, XML_FULL]) {
        await turns.until(Promise.resolve(cache.get(view, encoding)));
        await turns.until(Promise.resolve(cache.getGzip(view, encoding)));
      }
    }
  }
}

describe('the registry over a long time', () => {
  it('holds no more after four hours of instances that come and go than after eighty minutes', async () => {
    const registry = new RestlessRegistry();
    // an override is remembered for an hour
    for (let cycle = 0; cycle < 40; cycle++) await registry.cycle();
    const before = heldBytes();
    for (let cycle = 40; cycle < 120; cycle++) await registry.cycle();
    const grownBytes = heldBytes() - before;
    expect(registry.size).toBe(0);
    // 4,800 instances came and went: what is left of each would show from 200 bytes on
    expect(grownBytes).toBeLessThan(1_000_000);
  }, 300_000);
});
