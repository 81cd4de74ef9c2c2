import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { onceEach } from './malformed-reports.js';
import { MetadataReader } from './metadata-reader.js';
import type { MalformedMetadata } from './metadata-reader.js';
import { InstanceStats } from './stats/instance-stats.js';

function reading() {
  const faults: MalformedMetadata[] = [];
  const reader = new MetadataReader(onceEach((fault) => faults.push(fault)));
  const read = (metadata: Readonly<Record<string, string>>, instanceId = 'orders-1') =>
    reader.read(sampleInstance({ instanceId, metadata: new Map(Object.entries(metadata)) }), new InstanceStats());
  return { read, faults };
}

describe('MetadataReader', () => {
  it('reads what pickers need', () => {
    const { read, faults } = reading();
    const metadata = { zone: 'Zone-A', region: 'eu', weight: '2.5', hint: 'x y', API_VERSION: '1.0' };
    expect(read(metadata)).toMatchObject({
      id: 'orders-1',
      status: 'UP',
      zone: 'Zone-A',
      zoneKey: 'zone-a',
      region: 'eu',
      weight: 2.5,
      hint: 'x y',
      apiVersion: '1.0',
    });
    expect(faults).toEqual([]);
  });

  it('does without any of it', () => {
    expect(reading().read({})).toMatchObject({ zone: undefined, zoneKey: undefined, weight: 1, apiVersion: undefined });
  });

  it('takes Amazon’s zone where metadata has none', () => {
    const reader = new MetadataReader(() => undefined);
    const dataCenterInfo = { name: 'Amazon' as const, metadata: new Map([['availability-zone', 'us-east-1c']]) };
    expect(reader.read(sampleInstance({ dataCenterInfo }), new InstanceStats()).zone).toBe('us-east-1c');
  });

  it('approximates the zone by the host name when asked to', () => {
    const reader = new MetadataReader(() => undefined, true);
    const zoneOf = (metadata: Map<string, string>) =>
      reader.read(sampleInstance({ hostName: 'h1.eu.example', metadata }), new InstanceStats()).zone;
    expect([zoneOf(new Map()), zoneOf(new Map([['zone', 'a']]))]).toEqual(['eu.example', 'a']);
  });

  it.each(['0', '-1', 'many', '', 'NaN', 'Infinity', '1e3', '0x10', '2147483648', '9'.repeat(400)])(
    'counts the weight %j as absent and reports it',
    (weight) => {
      const { read, faults } = reading();
      expect(read({ weight }).weight).toBe(1);
      expect(faults).toMatchObject([{ app: 'ORDERS', instanceId: 'orders-1', key: 'weight' }]);
    },
  );

  it.each(['zone', 'region', 'API_VERSION'])('counts a %s with white space, or too long, as absent', (key) => {
    const { read, faults } = reading();
    const candidates = [
      read({ [key]: 'two words' }, 'a'),
      read({ [key]: '  ' }, 'b'),
      read({ [key]: 'x'.repeat(256) }, 'c'),
    ];
    for (const { zone, region, apiVersion } of candidates) {
      expect([zone, region, apiVersion]).toEqual([undefined, undefined, undefined]);
    }
    expect(faults.map(({ instanceId, key: at }) => [instanceId, at])).toEqual([
      ['a', key],
      ['b', key],
      ['c', key],
    ]);
    expect(faults[2]?.value).toHaveLength(64);
  });

  it('reports a fault once', () => {
    const { read, faults } = reading();
    for (let snapshot = 0; snapshot < 3; snapshot++) read({ weight: 'many', zone: ' ' });
    expect(faults.map(({ key }) => key).sort()).toEqual(['weight', 'zone']);
  });

  it('falls silent after a thousand reports', () => {
    const { read, faults } = reading();
    for (let index = 0; index < 1500; index++) read({ weight: 'many' }, `i-${index}`);
    expect(faults).toHaveLength(1000);
  });

  it('never throws, and always gives a weight above 0', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('zone', 'region', 'weight', 'hint', 'API_VERSION'), fc.string()),
        (metadata) => {
          const { weight } = reading().read(metadata);
          expect(weight > 0 && Number.isFinite(weight)).toBe(true);
        },
      ),
    );
  });
});
