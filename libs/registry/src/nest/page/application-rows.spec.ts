import type { InstanceInfo } from '@nest-eureka/protocol';
import { describe, expect, it } from '@jest/globals';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import { sampleRegistry } from '../../../spec-support/sample-registry.js';
import { applicationRows } from './application-rows.js';
import type { ApplicationRow } from './application-rows.js';

function rowsOf(...instances: readonly Partial<InstanceInfo>[]): readonly ApplicationRow[] {
  const { leases, store } = sampleRegistry();
  for (const changes of instances) {
    const instance = sampleInstance(changes);
    leases.register(instance.app, instance, 'client');
  }
  return applicationRows(store);
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
    const rows = rowsOf(
      { app: 'STOCK', instanceId: 's' },
      { instanceId: 'a' },
      { instanceId: 'b', status: 'DOWN' },
      { instanceId: 'c' },
    );
    expect(rows.map(({ name }) => name)).toEqual(['ORDERS', 'STOCK']);
    const byStatus = [...(rows[0]?.byStatus ?? [])].map(([status, links]) => [status, links.map(({ id }) => id)]);
    expect(byStatus).toEqual([
      ['UP', ['a', 'c']],
      ['DOWN', ['b']],
    ]);
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
    expect(row?.byStatus.get('UP')).toEqual([{ id: 'i-1', href }]);
  });
});
