import { EMPTY_MAP_CLASS } from '../model/data-center.js';
import { isWrittenSid } from '../model/instance-info.js';
import type { InstanceInfo, InstanceStatus, LeaseInfo } from '../model/instance-info.js';
import type { ProtocolVersion } from '../wire-format.js';
import { dataCenterXml } from './data-center-xml.js';
import { deeper, element, optionalElement, plainElement } from './element.js';
import type { LineBreak } from './element.js';
import { portXml } from './port-xml.js';
import { textMapXml } from './text-map-xml.js';

const EMPTY_MAP = ` class="${EMPTY_MAP_CLASS}"`;

/** Clients of the first generation know only UP, DOWN and STARTING (server.md 1.9). */
function statusFor(version: ProtocolVersion, status: InstanceStatus): InstanceStatus {
  return version === 'v1' && (status === 'OUT_OF_SERVICE' || status === 'UNKNOWN') ? 'DOWN' : status;
}

function leaseXml(lineBreak: LineBreak, lease: LeaseInfo): string {
  const inner = deeper(lineBreak);
  return (
    `${lineBreak}<leaseInfo>` +
    plainElement(inner, 'renewalIntervalInSecs', lease.renewalIntervalInSecs) +
    plainElement(inner, 'durationInSecs', lease.durationInSecs) +
    plainElement(inner, 'registrationTimestamp', lease.registrationTimestamp) +
    plainElement(inner, 'lastRenewalTimestamp', lease.lastRenewalTimestamp) +
    plainElement(inner, 'evictionTimestamp', lease.evictionTimestamp) +
    plainElement(inner, 'serviceUpTimestamp', lease.serviceUpTimestamp) +
    `${lineBreak}</leaseInfo>`
  );
}

/**
 * An instance in the full form, members in the order of wire.md 1.1. `name` is `instance`, or the name of the member that
 * holds the instance in other documents.
 */
export function instanceXml(
  lineBreak: LineBreak,
  name: 'instance' | 'instanceInfo' | 'responseEntity',
  instance: InstanceInfo,
  version: ProtocolVersion,
): string {
  const inner = deeper(lineBreak);
  return (
    `${lineBreak}<${name}>` +
    optionalElement(inner, 'instanceId', instance.instanceId) +
    element(inner, 'hostName', instance.hostName) +
    element(inner, 'app', instance.app) +
    element(inner, 'ipAddr', instance.ipAddr) +
    (isWrittenSid(instance.sid) ? element(inner, 'sid', instance.sid) : '') +
    plainElement(inner, 'status', statusFor(version, instance.status)) +
    plainElement(inner, 'overriddenstatus', instance.overriddenStatus) +
    portXml(inner, 'port', instance.port) +
    portXml(inner, 'securePort', instance.securePort) +
    plainElement(inner, 'countryId', instance.countryId) +
    (instance.dataCenterInfo ? dataCenterXml(inner, instance.dataCenterInfo, EMPTY_MAP) : '') +
    (instance.leaseInfo ? leaseXml(inner, instance.leaseInfo) : '') +
    textMapXml(inner, 'metadata', instance.metadata, EMPTY_MAP) +
    optionalElement(inner, 'appGroupName', instance.appGroupName) +
    optionalElement(inner, 'homePageUrl', instance.homePageUrl) +
    optionalElement(inner, 'statusPageUrl', instance.statusPageUrl) +
    optionalElement(inner, 'healthCheckUrl', instance.healthCheckUrl) +
    optionalElement(inner, 'secureHealthCheckUrl', instance.secureHealthCheckUrl) +
    optionalElement(inner, 'vipAddress', instance.vipAddress) +
    optionalElement(inner, 'secureVipAddress', instance.secureVipAddress) +
    plainElement(inner, 'isCoordinatingDiscoveryServer', instance.isCoordinatingDiscoveryServer) +
    plainElement(inner, 'lastUpdatedTimestamp', instance.lastUpdatedTimestamp) +
    plainElement(inner, 'lastDirtyTimestamp', instance.lastDirtyTimestamp) +
    plainElement(inner, 'actionType', instance.actionType) +
    optionalElement(inner, 'asgName', instance.asgName) +
    `${lineBreak}</${name}>`
  );
}
