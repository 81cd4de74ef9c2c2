import { EMPTY_MAP_CLASS } from '../model/data-center.js';
import { isWrittenSid } from '../model/instance-info.js';
import type { InstanceInfo, LeaseInfo } from '../model/instance-info.js';
import { dataCenterJson } from './data-center-json.js';
import { portJson } from './port-json.js';
import { leadingMember, optionalMember, quoteOrNull } from './quote.js';
import { textMapJson } from './text-map-json.js';

const EMPTY_METADATA = `{"@class":"${EMPTY_MAP_CLASS}"}`;

function leaseJson(lease: LeaseInfo): string {
  return (
    `{"renewalIntervalInSecs":${lease.renewalIntervalInSecs},"durationInSecs":${lease.durationInSecs}` +
    `,"registrationTimestamp":${lease.registrationTimestamp},"lastRenewalTimestamp":${lease.lastRenewalTimestamp}` +
    `,"evictionTimestamp":${lease.evictionTimestamp},"serviceUpTimestamp":${lease.serviceUpTimestamp}}`
  );
}

/** A timestamp as the decimal text that the full form uses. */
function timestampMember(key: string, at: number | undefined): string {
  return at === undefined ? '' : `,"${key}":"${at}"`;
}

/**
 * An instance in the full form, without root key. Order and types are those of wire.md 1.1: what Java writes through its
 * generic "auto" fields is a string, also the boolean and the two timestamps.
 */
export function instanceJson(instance: InstanceInfo): string {
  return (
    `{${leadingMember('instanceId', instance.instanceId)}"hostName":${quoteOrNull(instance.hostName)}` +
    `,"app":${JSON.stringify(instance.app)},"ipAddr":${quoteOrNull(instance.ipAddr)}` +
    (isWrittenSid(instance.sid) ? optionalMember('sid', instance.sid) : '') +
    `,"status":"${instance.status}","overriddenStatus":"${instance.overriddenStatus}"` +
    `,"port":${portJson(instance.port)},"securePort":${portJson(instance.securePort)},"countryId":${instance.countryId}` +
    (instance.dataCenterInfo ? `,"dataCenterInfo":${dataCenterJson(instance.dataCenterInfo)}` : '') +
    (instance.leaseInfo ? `,"leaseInfo":${leaseJson(instance.leaseInfo)}` : '') +
    `,"metadata":${instance.metadata.size === 0 ? EMPTY_METADATA : textMapJson(instance.metadata)}` +
    optionalMember('appGroupName', instance.appGroupName) +
    optionalMember('homePageUrl', instance.homePageUrl) +
    optionalMember('statusPageUrl', instance.statusPageUrl) +
    optionalMember('healthCheckUrl', instance.healthCheckUrl) +
    optionalMember('secureHealthCheckUrl', instance.secureHealthCheckUrl) +
    optionalMember('vipAddress', instance.vipAddress) +
    optionalMember('secureVipAddress', instance.secureVipAddress) +
    `,"isCoordinatingDiscoveryServer":"${instance.isCoordinatingDiscoveryServer}"` +
    timestampMember('lastUpdatedTimestamp', instance.lastUpdatedTimestamp) +
    timestampMember('lastDirtyTimestamp', instance.lastDirtyTimestamp) +
    (instance.actionType ? `,"actionType":"${instance.actionType}"` : '') +
    optionalMember('asgName', instance.asgName) +
    '}'
  );
}
