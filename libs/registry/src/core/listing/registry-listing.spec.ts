import { describe, expect, it } from '@jest/globals';
import { sampleRegistry } from '../../../spec-support/sample-registry.js';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import type { InstanceFilter } from './instance-filter.js';
import { RegistryListing } from './registry-listing.js';
import type { ListingCursor } from './registry-listing.js';

const INSTANCES = [
  { app: 'ORDERS', instanceId: 'o-2', status: 'DOWN', hostName: 'Web2.example', ipAddr: '10.0.0.2' },
  {
    app: 'ORDERS',
    instanceId: 'o-1',
    metadata: new Map([
      ['zone', 'east'],
      ['version', '1.2'],
    ]),
  },
  { app: 'CARTS', instanceId: 'c-1', vipAddress: 'carts-vip', metadata: new Map([['team', 'blue.*']]) },
  { app: 'STOCK', instanceId: 's-1', metadata: new Map([['zone', 'west']]) },
] as const;

function aListing(): { listing: RegistryListing; turns: () => number } {
  const { leases, store } = sampleRegistry();
  for (const instance of INSTANCES) leases.register(instance.app, sampleInstance(instance), 'client');
  let turns = 0;
  const listing = new RegistryListing(store, async () => void turns++);
  return { listing, turns: () => turns };
}

describe('listing instances', () => {
  it.each<[InstanceFilter, readonly string[]]>([
    [{}, ['c-1', 'o-1', 'o-2', 's-1']],
    [{ app: 'orders' }, ['o-1', 'o-2']],
    [{ statuses: new Set(['DOWN'] as const) }, ['o-2']],
    [{ zone: 'EAST' }, ['o-1']],
    [{ version: '1.2' }, ['o-1']],
    [{ metadata: { name: 'zone', value: undefined } }, ['o-1', 's-1']],
    [{ metadata: { name: 'zone', value: 'west' } }, ['s-1']],
    [{ search: 'web2' }, ['o-2']],
    [{ search: '10.0.0.2' }, ['o-2']],
    [{ search: 'carts-VIP' }, ['c-1']],
    [{ search: '.*' }, ['c-1']],
    [{ search: 'down' }, ['o-2']],
    [{ search: 'o-', app: 'ORDERS', statuses: new Set(['UP'] as const) }, ['o-1']],
    [{ search: 'nothing' }, []],
  ])('finds by %j in the order of names', async (filter, expected) => {
    const { rows } = await aListing().listing.instances(filter, 10);
    expect(rows.map(({ id }) => id)).toEqual(expected);
  });

  it.each([1, 2, 3, 4, 5])('comes whole by pages of %i', async (limit) => {
    const { listing } = aListing();
    const seen: string[] = [];
    let cursor: ListingCursor | undefined;
    do {
      const page = await listing.instances({}, limit, cursor);
      expect(page.rows.length).toBeLessThanOrEqual(limit);
      seen.push(...page.rows.map(({ id }) => id));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(seen).toEqual(['c-1', 'o-1', 'o-2', 's-1']);
  });

  it('sums up applications by what fits, page by page', async () => {
    const { listing } = aListing();
    const first = await listing.applications({}, 2);
    expect(first).toEqual({
      rows: [
        {
          app: 'CARTS',
          instances: 1,
          statuses: { UP: 1 },
          zones: [],
          instancesByZone: {},
          images: { 'n/a': 1 },
          versions: [],
        },
        {
          app: 'ORDERS',
          instances: 2,
          statuses: { UP: 1, DOWN: 1 },
          zones: ['east'],
          instancesByZone: { east: 1 },
          images: { 'n/a': 2 },
          versions: ['1.2'],
        },
      ],
      next: { app: 'ORDERS' },
    });
    const second = await listing.applications({}, 2, first.next);
    expect([second.rows.map(({ app }) => app), second.next]).toEqual([['STOCK'], undefined]);
    expect((await listing.applications({ search: 'o-2' }, 5)).rows).toMatchObject([{ app: 'ORDERS', instances: 1 }]);
  });

  it('lets others have their turn while it looks at many', async () => {
    const { leases, store } = sampleRegistry();
    for (let id = 0; id < 2_500; id++) leases.register('ORDERS', sampleInstance({ instanceId: `i-${id}` }), 'client');
    let turns = 0;
    const listing = new RegistryListing(store, async () => void turns++);
    await listing.instances({ search: 'nothing' }, 10);
    expect(turns).toBe(2);
  });
});
