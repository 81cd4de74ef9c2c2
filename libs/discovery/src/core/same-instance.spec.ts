import { describe, expect, it } from '@jest/globals';
import type { InstanceInfo } from '@nest-eureka/protocol';
import { inZone, knownInstance } from '../../spec-support/known-instances.js';
import { isSameInstance } from './same-instance.js';

/** Another value for each field that a caller can tell. */
const TELLING: { readonly [Field in keyof InstanceInfo]?: InstanceInfo[Field] } = {
  instanceId: 'other',
  hostName: 'other',
  app: 'OTHER',
  ipAddr: '10.9.9.9',
  sid: 'other',
  status: 'DOWN',
  overriddenStatus: 'DOWN',
  port: { number: 1, enabled: true },
  securePort: { number: 443, enabled: true },
  countryId: 2,
  dataCenterInfo: { name: 'Netflix' },
  metadata: new Map([['a', '1']]),
  appGroupName: 'OTHER',
  homePageUrl: 'http://other/',
  statusPageUrl: 'http://other/',
  healthCheckUrl: 'http://other/',
  secureHealthCheckUrl: 'https://other/',
  vipAddress: 'other',
  secureVipAddress: 'other',
  isCoordinatingDiscoveryServer: true,
  lastDirtyTimestamp: 5,
  asgName: 'other',
};

describe('an instance', () => {
  it.each(Object.entries(TELLING))('is another to callers with another %s', (field, value) => {
    expect(isSameInstance(knownInstance(), knownInstance({ [field]: value }))).toBe(false);
  });

  it.each([
    ['lastUpdatedTimestamp', 5],
    ['actionType', 'MODIFIED'],
    [
      'leaseInfo',
      {
        renewalIntervalInSecs: 30,
        durationInSecs: 90,
        registrationTimestamp: 1,
        lastRenewalTimestamp: 2,
        evictionTimestamp: 0,
        serviceUpTimestamp: 1,
      },
    ],
  ])('is the same to callers with another %s', (field, value) => {
    expect(isSameInstance(knownInstance(), knownInstance({ [field]: value }))).toBe(true);
  });

  it('has no field that is not decided on', () => {
    const decided = [...Object.keys(TELLING), 'lastUpdatedTimestamp', 'actionType', 'leaseInfo'];
    expect(Object.keys(knownInstance()).sort()).toEqual(decided.sort());
  });

  it('is the same with an equal copy of everything, and another in another zone', () => {
    expect(isSameInstance(inZone('us-east-1a'), inZone('us-east-1a'))).toBe(true);
    expect(isSameInstance(inZone('us-east-1a'), inZone('us-east-1b'))).toBe(false);
  });
});
