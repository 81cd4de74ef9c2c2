import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { InstanceInfo } from '@nest-eureka/protocol';
import { shareParts } from './shared-parts.js';
import { sampleInstance } from '../../spec-support/sample-instance.js';

const AMAZON = (zone: string): Partial<InstanceInfo> => ({
  dataCenterInfo: { name: 'Amazon', metadata: new Map([['availability-zone', zone]]) },
});

const anyText = fc.constantFrom('a', 'b', undefined);
const anyMetadata = fc
  .array(fc.tuple(fc.constantFrom('k', 'l', 'm'), fc.constantFrom('1', '2')), { maxLength: 3 })
  .map((entries) => new Map(entries));
const anyPort = fc.record({ number: fc.nat(2), enabled: fc.boolean() });
const anyInstance: fc.Arbitrary<InstanceInfo> = fc
  .record({
    hostName: anyText,
    ipAddr: anyText,
    homePageUrl: anyText,
    vipAddress: anyText,
    secureVipAddress: anyText,
    asgName: anyText,
    port: anyPort,
    securePort: anyPort,
    metadata: anyMetadata,
    lastDirtyTimestamp: fc.constantFrom(1, 2, undefined),
    leaseInfo: fc.constantFrom(undefined, sampleInstance().leaseInfo),
  })
  .chain((changes) =>
    fc
      .constantFrom<Partial<InstanceInfo>>({}, { dataCenterInfo: undefined }, AMAZON('1a'), AMAZON('1b'))
      .map((dataCenter) => sampleInstance({ ...changes, ...dataCenter })),
  );

describe('shareParts', () => {
  it('changes nothing about the instance, whatever it is compared with', () => {
    fc.assert(
      fc.property(anyInstance, fc.option(anyInstance, { nil: undefined }), (instance, relative) => {
        const before = structuredClone(instance);
        const shared = shareParts(instance, relative);
        expect(shared).toEqual(before);
        expect(Object.keys(shared).toSorted()).toEqual(Object.keys(instance).toSorted());
        // the order of metadata is shown, and `toEqual` does not see it
        expect([...shared.metadata]).toEqual([...before.metadata]);
        expect(instance).toEqual(before);
      }),
    );
  });

  it('shows the marks of a registration in place of those that came with the instance', () => {
    const marks = {
      status: 'DOWN',
      overriddenStatus: 'OUT_OF_SERVICE',
      lastUpdatedTimestamp: 5,
      lastDirtyTimestamp: 6,
      actionType: 'ADDED',
    } as const;
    const instance = sampleInstance();
    expect(shareParts(instance, sampleInstance(), marks)).toEqual({ ...instance, ...marks });
  });

  it('takes over the objects of a relative that are equal, and only those', () => {
    const relative = sampleInstance({ metadata: new Map([['zone', '1a']]), ...AMAZON('1a') });
    const same = shareParts(sampleInstance({ metadata: new Map([['zone', '1a']]), ...AMAZON('1a') }), relative);
    expect(same.metadata).toBe(relative.metadata);
    expect(same.dataCenterInfo).toBe(relative.dataCenterInfo);
    expect([same.port, same.securePort]).toEqual([relative.port, relative.securePort]);
    expect(same.port).toBe(relative.port);
    const other = shareParts(sampleInstance({ metadata: new Map([['zone', '1b']]), ...AMAZON('1b') }), relative);
    expect(other.metadata.get('zone')).toBe('1b');
    expect(other.dataCenterInfo).toEqual(AMAZON('1b').dataCenterInfo);
  });
});
