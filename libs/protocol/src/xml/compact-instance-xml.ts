import { compactDataCenter } from '../model/data-center.js';
import type { InstanceInfo } from '../model/instance-info.js';
import { dataCenterXml } from './data-center-xml.js';
import { element, optionalElement, plainElement } from './element.js';
import { portXml } from './port-xml.js';

/** An instance in the compact form, one line (wire.md 3). The status is never mapped here, not even under `v1`. */
export function compactInstanceXml(instance: InstanceInfo): string {
  return (
    '<instance>' +
    optionalElement('', 'instanceId', instance.instanceId) +
    element('', 'app', instance.app) +
    optionalElement('', 'ipAddr', instance.ipAddr) +
    optionalElement('', 'vipAddress', instance.vipAddress) +
    optionalElement('', 'secureVipAddress', instance.secureVipAddress) +
    (instance.dataCenterInfo ? dataCenterXml('', compactDataCenter(instance.dataCenterInfo)) : '') +
    optionalElement('', 'hostName', instance.hostName) +
    plainElement('', 'status', instance.status) +
    plainElement('', 'lastUpdatedTimestamp', instance.lastUpdatedTimestamp) +
    plainElement('', 'actionType', instance.actionType) +
    optionalElement('', 'asgName', instance.asgName) +
    portXml('', 'port', instance.port) +
    portXml('', 'securePort', instance.securePort) +
    '</instance>'
  );
}
