import { describe, expect, it } from '@jest/globals';
import { instanceIdOf } from '@nest-eureka/protocol';
import { ManualClock } from '@nest-eureka/time/testing';
import { applicationsOf, finish, regionInstance } from '../../../spec-support/region-views.js';
import { RegionRegistry } from './region-registry.js';

function region(): { east: RegionRegistry; heard: string[] } {
  const east = new RegionRegistry('east', new ManualClock());
  const heard: string[] = [];
  east.listen(({ type, lease }) => heard.push(`${type} ${lease.id} ${lease.instance.actionType}`));
  return { east, heard };
}

const ids = (east: RegionRegistry): string[] => Array.from(east.leases(), ({ id }) => id);

describe('RegionRegistry', () => {
  it('is ready once it has been read, even when nothing was there', () => {
    const { east } = region();
    expect(east.isReady).toBe(false);
    finish(east.replaceWith(applicationsOf([])));
    expect([east.isReady, east.size, east.appsHashCode]).toEqual([true, 0, '']);
  });

  it('tells of what a full reading changed and of nothing else', () => {
    const { east, heard } = region();
    const a = regionInstance('ORDERS', 'a');
    finish(east.replaceWith(applicationsOf([a, regionInstance('ORDERS', 'b'), regionInstance('STOCK', 'c')])));
    const changed = regionInstance('ORDERS', 'b', { status: 'DOWN', lastUpdatedTimestamp: 2000 });
    heard.length = 0;
    finish(east.replaceWith(applicationsOf([a, changed, regionInstance('STOCK', 'd')])));
    expect(heard).toEqual(['put b MODIFIED', 'put d ADDED', 'removed c DELETED']);
    expect(ids(east)).toEqual(['a', 'b', 'd']);
    expect(east.appsHashCode).toBe('DOWN_1_UP_2_');
  });

  it('shows the later times of a lease that was only renewed, without a word', () => {
    const { east, heard } = region();
    const times = { renewalIntervalInSecs: 30, durationInSecs: 90, evictionTimestamp: 0, serviceUpTimestamp: 0 };
    const renewedAt = (lastRenewalTimestamp: number) =>
      regionInstance('ORDERS', 'a', { leaseInfo: { ...times, registrationTimestamp: 1, lastRenewalTimestamp } });
    finish(east.replaceWith(applicationsOf([renewedAt(5)])));
    heard.length = 0;
    finish(east.replaceWith(applicationsOf([renewedAt(6)])));
    expect(heard).toEqual([]);
    expect(east.find('ORDERS', 'a')?.toWire('own').leaseInfo?.lastRenewalTimestamp).toBe(6);
  });

  it('applies a delta and says by the hash whether anything was missed', () => {
    const { east, heard } = region();
    finish(east.replaceWith(applicationsOf([regionInstance('ORDERS', 'a'), regionInstance('ORDERS', 'b')])));
    heard.length = 0;
    const delta = [
      regionInstance('ORDERS', 'a', { actionType: 'DELETED' }),
      regionInstance('ORDERS', 'b', { actionType: 'MODIFIED', status: 'DOWN' }),
      regionInstance('STOCK', 'c', { actionType: 'ADDED' }),
      regionInstance('STOCK', 'unknown', { actionType: 'DELETED' }),
      regionInstance('STOCK', 'no-action'),
    ];
    expect(finish(east.apply(applicationsOf(delta, 'DOWN_1_UP_1_')))).toBe(true);
    expect(heard).toEqual(['removed a DELETED', 'put b MODIFIED', 'put c ADDED']);
    expect(finish(east.apply(applicationsOf([], 'UP_2_')))).toBe(false);
  });

  it('finds by application and by id alone, and gives everything for a copy', () => {
    const { east } = region();
    finish(east.replaceWith(applicationsOf([regionInstance('ORDERS', 'a'), regionInstance('STOCK', 'c')])));
    expect(east.find('STOCK', 'a')).toBeUndefined();
    expect(east.findById('c')?.app).toBe('STOCK');
    expect(east.hasApplication('STOCK')).toBe(true);
    const { appsHashCode, applications } = east.everything();
    expect(appsHashCode).toBe('UP_2_');
    expect(applications.map(({ name, instances }) => [name, instances.map(instanceIdOf)])).toEqual([
      ['ORDERS', ['a']],
      ['STOCK', ['c']],
    ]);
  });
});
