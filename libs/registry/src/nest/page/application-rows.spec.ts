import type { InstanceInfo } from '@nest-eureka/protocol';
import { describe, expect, it } from '@jest/globals';
import type { LeaseStore } from '../../core/lease-store.js';
import type { ListingCursor } from '../../core/listing/registry-listing.js';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import { sampleRegistry } from '../../../spec-support/sample-registry.js';
import { applicationRows } from './application-rows.js';
import type { ApplicationRow, ApplicationRows } from './application-rows.js';

function storeOf(instances: readonly Partial<InstanceInfo>[]): LeaseStore {
  const { leases, store } = sampleRegistry();
  for (const changes of instances) {
    const instance = sampleInstance(changes);
    leases.register(instance.app, instance, 'client');
  }
  return store;
}

function rowsOf(...instances: readonly Partial<InstanceInfo>[]): readonly ApplicationRow[] {
  return applicationRows(storeOf(instances), 1_000).rows;
}

/** Such as `ORDERS: UP 2 a`: two are UP, of which the page shows one. */
function textsOf({ rows }: ApplicationRows): readonly string[] {
  return rows.map(
    ({ name, byStatus }) =>
      `${name}: ${[...byStatus].map(([status, { count, links }]) => [status, count, ...links.map(({ id }) => id)].join(' ')).join(', ')}`,
  );
}

const amazon = (zone: string): Partial<InstanceInfo> => ({
  dataCenterInfo: {
    name: 'Amazon',
    metadata: new Map([
      ['ami-id', 'ami-1'],
      ['availability-zone', zone],
    ]),
  },
});

describe('applicationRows', () => {
  it('are none for an empty registry', () => {
    expect(rowsOf()).toEqual([]);
  });

  it('stand in the order of their names, instances by status', () => {
    const store = storeOf([
      { app: 'STOCK', instanceId: 's' },
      { instanceId: 'c' },
      { instanceId: 'b', status: 'DOWN' },
      { instanceId: 'a' },
    ]);
    const rows = applicationRows(store, 4);
    expect(textsOf(rows)).toEqual(['ORDERS: UP 2 a c, DOWN 1 b', 'STOCK: UP 1 s']);
    expect([rows.shown, rows.next]).toEqual([4, undefined]);
  });

  it('go on where a page ended, and count whole applications all the same', () => {
    const store = storeOf([
      { app: 'CARTS', instanceId: 'c' },
      { instanceId: 'o-1' },
      { instanceId: 'o-2', status: 'DOWN' },
      { instanceId: 'o-3' },
      { app: 'STOCK', instanceId: 's' },
    ]);
    const first = applicationRows(store, 2);
    expect(textsOf(first)).toEqual(['CARTS: UP 1 c', 'ORDERS: UP 2 o-1, DOWN 1']);
    expect([first.shown, first.next]).toEqual([2, { app: 'ORDERS', id: 'o-1' }]);
    const second = applicationRows(store, 2, first.next);
    expect(textsOf(second)).toEqual(['ORDERS: UP 2 o-3, DOWN 1 o-2']);
    expect(second.next).toEqual({ app: 'ORDERS' });
    const third = applicationRows(store, 2, second.next);
    expect([textsOf(third), third.next]).toEqual([['STOCK: UP 1 s'], undefined]);
  });

  it.each([1, 2, 3, 4, 5, 6])('show every instance once, by pages of %i', (most) => {
    const store = storeOf(['a', 'b', 'c', 'd', 'e'].map((instanceId, at) => ({ app: `APP${at % 2}`, instanceId })));
    const seen: string[] = [];
    let next: ListingCursor | undefined;
    do {
      const page = applicationRows(store, most, next);
      expect(page.shown).toBeLessThanOrEqual(most);
      seen.push(
        ...page.rows.flatMap(({ byStatus }) =>
          [...byStatus.values()].flatMap(({ links }) => links.map(({ id }) => id)),
        ),
      );
      next = page.next;
    } while (next !== undefined);
    expect(seen).toEqual(['a', 'c', 'e', 'b', 'd']);
  });

  it('are none after the last', () => {
    expect(applicationRows(storeOf([{ instanceId: 'a' }]), 10, { app: 'ZOO' })).toEqual({
      rows: [],
      shown: 0,
      next: undefined,
    });
  });

  it('count images and zones, which only Amazon has', () => {
    const [row] = rowsOf(
      { instanceId: 'a', ...amazon('z1') },
      { instanceId: 'b', ...amazon('z2') },
      { instanceId: 'c', ...amazon('z1') },
      { instanceId: 'd' },
    );
    expect(row?.images).toEqual(
      new Map([
        ['ami-1', 3],
        ['n/a', 1],
      ]),
    );
    expect(row?.zones).toEqual(
      new Map([
        ['z1', 2],
        ['z2', 1],
        ['', 1],
      ]),
    );
  });

  it.each([
    ['http://web1:8080/info', 'http://web1:8080/info'],
    ['HTTPS://web1/', 'HTTPS://web1/'],
    ['javascript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['//web1/', undefined],
    ['http://[bad', undefined],
    [undefined, undefined],
  ])('link the status page %j as %j', (statusPageUrl, href) => {
    const [row] = rowsOf({ statusPageUrl });
    expect(row?.byStatus.get('UP')).toEqual({ count: 1, links: [{ id: 'i-1', href }] });
  });
});
