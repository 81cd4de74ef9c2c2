import { compactDataCenter } from '../model/data-center.js';
import type { InstanceInfo } from '../model/instance-info.js';
import { dataCenterJson } from './data-center-json.js';
import { portJson } from './port-json.js';
import { leadingMember, optionalMember } from './quote.js';

/** An instance in the compact form, without root key; `lastUpdatedTimestamp` is a number here (wire.md 3). */
export function compactInstanceJson(instance: InstanceInfo): string {
  return (
    `{${leadingMember('instanceId', instance.instanceId)}"app":${JSON.stringify(instance.app)}` +
    optionalMember('ipAddr', instance.ipAddr) +
    optionalMember('vipAddress', instance.vipAddress) +
    optionalMember('secureVipAddress', instance.secureVipAddress) +
    (instance.dataCenterInfo ? `,"dataCenterInfo":${dataCenterJson(compactDataCenter(instance.dataCenterInfo))}` : '') +
    optionalMember('hostName', instance.hostName) +
    `,"status":"${instance.status}"` +
    (instance.lastUpdatedTimestamp === undefined ? '' : `,"lastUpdatedTimestamp":${instance.lastUpdatedTimestamp}`) +
    (instance.actionType ? `,"actionType":"${instance.actionType}"` : '') +
    optionalMember('asgName', instance.asgName) +
    `,"port":${portJson(instance.port)},"securePort":${portJson(instance.securePort)}}`
  );
}
