import { describe, expect, it } from '@jest/globals';
import { applyDelta, appsHashCodeOf } from '@nest-eureka/protocol';
import type { InstanceInfo } from '@nest-eureka/protocol';
import fc from 'fast-check';
import {
  applicationsOf,
  finish,
  nameOf,
  regionInstance,
  regionedRegistry,
} from '../../../spec-support/region-views.js';
import type { RegionViewsChoice, RegionedRegistry } from '../../../spec-support/region-views.js';
import { cachedRegistry } from '../../../spec-support/response-cache/cached-registry.js';
import { JSON_FULL, textOf } from '../../../spec-support/response-cache/payload-text.js';
import { createReadOnlyResponseCache } from '../response-cache/create-response-cache.js';
import { RegionRegistry } from './region-registry.js';
import { ReadOnlyRegionViews } from './region-views.js';

const ALL = { kind: 'all' } as const;
const DELTA = { kind: 'delta' } as const;

/** ORDERS here and in the east, STOCK in both regions, MAIL in the west alone. */
function threeRegions(choice?: RegionViewsChoice): RegionedRegistry {
  const regioned = regionedRegistry(choice);
  regioned.register('ORDERS', 'here');
  finish(regioned.east.replaceWith(applicationsOf([regionInstance('ORDERS', 'e1'), regionInstance('STOCK', 'e2')])));
  finish(regioned.west.replaceWith(applicationsOf([regionInstance('STOCK', 'w1'), regionInstance('MAIL', 'w2')])));
  return regioned;
}

describe('RegionViews', () => {
  it.each([
    // regions asked for, what is listed
    [undefined, ['MAIL/w2', 'ORDERS/e1', 'ORDERS/here', 'STOCK/e2', 'STOCK/w1']],
    ['', ['MAIL/w2', 'ORDERS/e1', 'ORDERS/here', 'STOCK/e2', 'STOCK/w1']],
    ['east', ['ORDERS/e1', 'ORDERS/here', 'STOCK/e2']],
    ['east,west', ['MAIL/w2', 'ORDERS/e1', 'ORDERS/here', 'STOCK/e2', 'STOCK/w1']],
    ['moon,west', ['MAIL/w2', 'ORDERS/here', 'STOCK/w1']],
    ['moon', ['ORDERS/here']],
  ])('lists for regions=%s these: %j', async (regions, expected) => {
    const { list, read } = threeRegions();
    const named = regions === undefined ? {} : { regions };
    expect((await list({ ...ALL, ...named }))?.toSorted()).toEqual(expected);
    expect((await read({ ...ALL, ...named }))?.appsHashCode).toBe(`UP_${expected.length}_`);
  });

  it('keeps an application together that is here and in a region', async () => {
    const whole = await threeRegions().read(ALL);
    expect(whole?.applications.map(({ name }) => name).toSorted()).toEqual(['MAIL', 'ORDERS', 'STOCK']);
  });

  it('shows other regions only to those who name them when it is told so', async () => {
    const { list } = threeRegions({ isTransparent: false });
    expect(await list(ALL)).toEqual(['ORDERS/here']);
    expect((await list({ ...ALL, regions: 'west' }))?.toSorted()).toEqual(['MAIL/w2', 'ORDERS/here', 'STOCK/w1']);
    expect(await list({ kind: 'application', name: 'STOCK' })).toBeUndefined();
    expect(await list({ kind: 'vip', address: 'nobody' })).toEqual([]);
  });

  it('leaves out of lists what no white-list names', async () => {
    const { list } = threeRegions({ whitelist: { global: ['STOCK'], west: ['MAIL'] } });
    expect((await list(ALL))?.toSorted()).toEqual(['MAIL/w2', 'ORDERS/here', 'STOCK/e2']);
    expect((await list({ ...ALL, regions: 'east' }))?.toSorted()).toEqual(['ORDERS/here', 'STOCK/e2']);
    // server.md 5.3: one application is read past the white-list
    expect(await list({ kind: 'application', name: 'MAIL' })).toEqual(['MAIL/w2']);
  });

  it('reads one application from here, else from the first region that has it', async () => {
    const { list, registry } = threeRegions();
    expect(await list({ kind: 'application', name: 'orders' })).toEqual(['ORDERS/here']);
    expect(await list({ kind: 'application', name: 'STOCK' })).toEqual(['STOCK/e2']);
    expect(await list({ kind: 'application', name: 'NONE' })).toBeUndefined();
    expect((await list({ kind: 'application', name: 'all_apps' }))?.length).toBe(5);
    registry.leases.cancel('ORDERS', 'here', 'client');
    expect(await list({ kind: 'application', name: 'ORDERS' })).toEqual(['ORDERS/e1']);
  });

  it('finds an address in all regions, unless they are kept apart', async () => {
    const address = { kind: 'vip', address: 'shared' } as const;
    const filled = async (choice: RegionViewsChoice): Promise<readonly string[] | undefined> => {
      const { list, register, east } = regionedRegistry(choice);
      register('ORDERS', 'here', { vipAddress: 'shared' });
      finish(east.replaceWith(applicationsOf([regionInstance('STOCK', 'e', { vipAddress: 'shared' })])));
      return list(address);
    };
    expect(await filled({})).toEqual(['ORDERS/here', 'STOCK/e']);
    expect(await filled({ isTransparent: false })).toEqual(['ORDERS/here']);
  });

  it('shows an instance that is registered here as it is here', async () => {
    const { list, read, register, registry, east } = regionedRegistry();
    finish(east.replaceWith(applicationsOf([regionInstance('ORDERS', 'i', { hostName: 'there' })])));
    register('ORDERS', 'i', { hostName: 'here' });
    const hosts = async (): Promise<unknown> => (await read(ALL))?.applications[0]?.instances.map((i) => i.hostName);
    expect(await hosts()).toEqual(['here']);
    finish(east.replaceWith(applicationsOf([regionInstance('ORDERS', 'i', { lastUpdatedTimestamp: 5 })])));
    expect(await hosts()).toEqual(['here']);
    registry.leases.cancel('ORDERS', 'i', 'client');
    expect(await list(ALL)).toEqual(['ORDERS/i']);
    finish(east.replaceWith(applicationsOf([])));
    expect(await list(ALL)).toEqual([]);
  });

  it('tells in the first delta of a combination what changed before somebody asked for it', async () => {
    const { list, registry } = threeRegions();
    registry.leases.cancel('ORDERS', 'here', 'client');
    expect(await list({ ...DELTA, regions: 'east' })).toEqual(['ORDERS/e1', 'ORDERS/here', 'STOCK/e2']);
  });

  it('forgets old changes of every combination', async () => {
    const { list, cache, clock } = threeRegions();
    expect((await list(DELTA))?.length).toBe(5);
    clock.advance(180_001);
    cache.dropOlderThan(180_000);
    expect(await list(DELTA)).toEqual([]);
  });

  it('keeps a bounded number of combinations, whatever is asked for', async () => {
    const { list } = threeRegions();
    for (let index = 0; index < 100; index++) await list({ ...ALL, regions: `made-up-${index}` });
    expect((await list({ ...ALL, regions: 'east' }))?.length).toBe(3);
  });
});

describe('ReadOnlyRegionViews', () => {
  it('shows what was read first until all of its lists are refreshed', async () => {
    const { cache, register } = cachedRegistry((deps) => {
      const region = new RegionRegistry('east', deps.clock);
      return new ReadOnlyRegionViews({
        local: { store: deps.store, changeLog: deps.changeLog },
        localCache: createReadOnlyResponseCache(deps),
        regions: [region],
        isShown: () => true,
        isTransparent: false,
        clock: deps.clock,
        createCache: (store, changeLog) =>
          createReadOnlyResponseCache({ ...deps, yieldToOthers: async () => {}, store, changeLog }),
      });
    });
    const read = async (): Promise<string | undefined> =>
      textOf(await cache.get({ ...ALL, regions: 'east' }, JSON_FULL));
    register('ORDERS', 'first');
    expect(await read()).toContain('"first"');
    register('ORDERS', 'second');
    expect(await read()).not.toContain('"second"');
    await cache.refreshReadOnly();
    expect(await read()).toContain('"second"');
  });
});

describe('a reader of deltas across regions', () => {
  const id = fc.constantFrom('a', 'b', 'c');
  const app = fc.constantFrom('ORDERS', 'STOCK');
  const status = fc.constantFrom('UP', 'DOWN', 'STARTING');
  const operation = fc.oneof(
    fc.record({ what: fc.constant('register'), app, id, status, places: fc.constant([]) }),
    fc.record({ what: fc.constant('cancel'), app, id, status, places: fc.constant([]) }),
    fc.record({
      what: fc.constantFrom('east', 'west'),
      app,
      id,
      status,
      places: fc.array(fc.tuple(app, id, status), { maxLength: 4 }),
    }),
  );

  it('holds the same instances and hash as one who reads everything', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(operation, { maxLength: 25 }),
        fc.constantFrom({}, { regions: 'east' }),
        async (operations, named) => {
          const { east, west, read, register, registry } = regionedRegistry({ whitelist: { west: ['STOCK'] } });
          let known = applicationsOf([], '');
          let updatedAt = 1;
          for (const { what, app: name, id: instanceId, status: reported, places } of operations) {
            if (what === 'register') register(name, instanceId, { status: reported as InstanceInfo['status'] });
            else if (what === 'cancel') registry.leases.cancel(name, instanceId, 'client');
            else {
              const unique = new Map(places.map((place) => [`${place[0]}/${place[1]}`, place]));
              const instances = Array.from(unique.values(), ([place, its, said]) =>
                regionInstance(place, its, {
                  status: said as InstanceInfo['status'],
                  lastUpdatedTimestamp: updatedAt++,
                }),
              );
              finish((what === 'east' ? east : west).replaceWith(applicationsOf(instances)));
            }
            const delta = await read({ ...DELTA, ...named });
            if (delta === undefined) throw new Error('no delta');
            known = applyDelta(known, delta);
            const whole = await read({ ...ALL, ...named });
            if (whole === undefined) throw new Error('no registry');
            const names = (all: typeof whole): string[] =>
              all.applications.flatMap(({ instances }) => instances.map((i) => `${nameOf(i)} ${i.status}`)).toSorted();
            expect(names(known)).toEqual(names(whole));
            expect(delta.appsHashCode).toBe(appsHashCodeOf(whole));
            expect(whole.appsHashCode).toBe(appsHashCodeOf(whole));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
