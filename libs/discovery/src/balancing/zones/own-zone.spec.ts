import { describe, expect, it } from '@jest/globals';
import { ownZone, zoneOfHostname } from './own-zone.js';

const all = {
  configured: 'configured',
  approximateFromHostname: true,
  hostName: 'hello.world.foo.bar',
  metadataZone: 'metadata',
  availabilityZones: ['first', 'second'],
};

describe('ownZone', () => {
  it.each([
    [all, 'configured'],
    [{ ...all, configured: '' }, 'world.foo.bar'],
    [{ ...all, configured: undefined, approximateFromHostname: false }, 'metadata'],
    [{ ...all, configured: undefined, hostName: undefined }, 'metadata'],
    [{ availabilityZones: ['first', 'second'] }, 'first'],
    [{ availabilityZones: [] }, 'defaultZone'],
    [{}, 'defaultZone'],
  ])('of %j is %s', (sources, expected) => {
    expect(ownZone(sources)).toBe(expected);
  });

  it.each([
    ['hello.world.foo.bar', 'world.foo.bar'],
    ['foo', 'foo'],
    ['a.b', 'b'],
  ])('takes host %s for one of zone %s', (hostName, expected) => {
    expect(zoneOfHostname(hostName)).toBe(expected);
  });
});
