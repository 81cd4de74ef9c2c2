import type { InstanceInfo, LeaseInfo } from './instance-info.js';
import { EMPTY_TEXT_MAP } from './text-map.js';

/** What an application says of an instance that it registers; the rest may be left out. */
export type NewInstance = Pick<InstanceInfo, 'instanceId' | 'hostName' | 'app' | 'ipAddr' | 'port' | 'securePort'> &
  Partial<InstanceInfo>;

/**
 * An instance of these fields. What is left out is absent, or says what Java's clients say without being told: UP, no
 * override, data centre MyOwn, country 1 (wire.md 1.1).
 */
export function newInstance(fields: NewInstance): InstanceInfo {
  return {
    sid: 'na',
    status: 'UP',
    overriddenStatus: 'UNKNOWN',
    countryId: 1,
    dataCenterInfo: { name: 'MyOwn' },
    leaseInfo: undefined,
    metadata: EMPTY_TEXT_MAP,
    appGroupName: undefined,
    homePageUrl: undefined,
    statusPageUrl: undefined,
    healthCheckUrl: undefined,
    secureHealthCheckUrl: undefined,
    vipAddress: undefined,
    secureVipAddress: undefined,
    isCoordinatingDiscoveryServer: false,
    lastUpdatedTimestamp: undefined,
    lastDirtyTimestamp: undefined,
    actionType: undefined,
    asgName: undefined,
    ...fields,
  };
}

/** The lease that an application asks for, in seconds; nothing has happened to it yet (wire.md 1.3). */
export function newLease(renewalIntervalInSecs: number, durationInSecs: number): LeaseInfo {
  return {
    renewalIntervalInSecs,
    durationInSecs,
    registrationTimestamp: 0,
    lastRenewalTimestamp: 0,
    evictionTimestamp: 0,
    serviceUpTimestamp: 0,
  };
}
