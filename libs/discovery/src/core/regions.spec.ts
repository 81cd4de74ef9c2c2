import { describe, expect, it } from '@jest/globals';
import { inZone, knownInstance } from '../../spec-support/known-instances.js';
import { Regions } from './regions.js';

function regions(zones: Readonly<Record<string, readonly string[]>> = {}): Regions {
  return new Regions({
    region: 'eu-west-1',
    remoteRegions: ['us-east-1'],
    availabilityZones: new Map(Object.entries(zones)),
  });
}

describe('the region of an instance', () => {
  it.each([
    ['a zone of the built-in table', 'us-east-1c', 'us-east-1'],
    ['an unlisted zone of a fetched region', 'us-east-1x', 'us-east-1'],
    ['a zone of a region that is not fetched', 'us-west-2a', 'eu-west-1'],
    ['a zone that is no region and a letter', 'us-east-x', 'eu-west-1'],
    ['an empty zone', '', 'eu-west-1'],
  ])('is read from %s', (_, zone, region) => {
    expect(regions().of(inZone(zone))).toBe(region);
  });

  it('is read from the configured zones where there are any', () => {
    const configured = regions({ 'us-east-1': ['abc', 'def'] });
    expect(configured.of(inZone('abc'))).toBe('us-east-1');
    expect(configured.of(inZone('def'))).toBe('us-east-1');
  });

  it('is read from the built-in table when only the placeholder is configured', () => {
    const configured = regions({ 'us-east-1': ['defaultZone'] });
    expect(configured.of(inZone('us-east-1d'))).toBe('us-east-1');
    expect(configured.of(inZone('defaultZone'))).toBe('eu-west-1');
  });

  it.each([
    ['without a data centre', undefined],
    ['with a data centre without a name', { name: null }],
    ['outside Amazon', { name: 'MyOwn' }],
    ['of Amazon without a zone', { name: 'Amazon', metadata: new Map() }],
  ] as const)('is the own one for an instance %s', (_, dataCenterInfo) => {
    expect(regions().of(knownInstance({ dataCenterInfo }))).toBe('eu-west-1');
  });

  it('is always the own one when no other is fetched', () => {
    const alone = new Regions({ region: 'eu-west-1', remoteRegions: [], availabilityZones: new Map() });
    expect(alone.of(inZone('us-east-1c'))).toBe('eu-west-1');
  });
});
