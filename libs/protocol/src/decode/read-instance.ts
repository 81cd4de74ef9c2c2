import type { ActionType, InstanceInfo, InstanceStatus } from '../model/instance-info.js';
import { toInstanceStatus } from '../model/replication.js';
import { isXmlText } from '../xml/xml-text.js';
import type { Fields } from './fields.js';
import { toInt, toLong } from './number-text.js';
import { readDataCenter } from './read-data-center.js';
import { readLease } from './read-lease.js';
import { readPort } from './read-port.js';
import { readTextMap } from './read-text-map.js';
import type { Reading } from './reading.js';

const DEFAULT_COUNTRY_ID = 1;
const DEFAULT_SID = 'na';

function statusOf(text: string | undefined, otherwise: InstanceStatus, reading: Reading): InstanceStatus {
  if (text === undefined) return otherwise;
  // only XML is read in any case: `"up"` in JSON is UNKNOWN on a live Java server
  return toInstanceStatus(reading.format === 'xml' ? text.toUpperCase() : text) ?? 'UNKNOWN';
}

function actionTypeOf(text: string | undefined): ActionType | undefined {
  return text === 'ADDED' || text === 'MODIFIED' || text === 'DELETED' ? text : undefined;
}

function countryIdOf(fields: Fields, reading: Reading): number {
  const text = fields.number('countryId');
  if (text === undefined) return DEFAULT_COUNTRY_ID;
  const countryId = toInt(text);
  if (countryId === undefined && reading.format === 'xml') {
    reading.refusal.refuse('invalid', `${fields.path}.countryId`, 'must be a number');
  }
  return countryId ?? 0;
}

/** An unreadable timestamp is 0 in JSON and as good as absent in XML (wire.md 1.11, 2.2). */
function timestampOf(text: string | undefined, reading: Reading): number | undefined {
  if (text === undefined) return undefined;
  return toLong(text) ?? (reading.format === 'json' ? 0 : undefined);
}

/** Spring's JSON codec takes the id from the metadata when there is none (wire.md 1.9). */
function promotedId(metadata: ReadonlyMap<string, string>, hostName: string | undefined): string | undefined {
  const id = metadata.get('instanceId');
  if (id === undefined || id.trim() === '') return undefined;
  return hostName === undefined || id.startsWith(hostName) ? id : `${hostName}:${id}`;
}

/** Refuses text that would make everyone's XML ill-formed; keys of maps are escaped there and may hold anything. */
function refuseUnspeakable(instance: InstanceInfo, path: string, reading: Reading): void {
  const refuseIn = (map: ReadonlyMap<string, string>, where: string): void => {
    for (const [key, value] of map) if (!isXmlText(value)) refuseText(`${where}.${key}`);
  };
  const refuseText = (where: string): void => {
    reading.refusal.refuse('invalid', `${path}.${where}`, 'holds a character that XML cannot carry');
  };
  for (const key of Object.keys(instance) as (keyof InstanceInfo)[]) {
    const value = instance[key];
    if (typeof value === 'string' && !isXmlText(value)) refuseText(key);
  }
  refuseIn(instance.metadata, 'metadata');
  if (instance.dataCenterInfo?.name === 'Amazon') refuseIn(instance.dataCenterInfo.metadata, 'dataCenterInfo.metadata');
}

/** Reads an instance with the defaults and the leniency of the Java server (wire.md 1.1-1.11). */
export function readInstance(fields: Fields, reading: Reading): InstanceInfo {
  const isJson = reading.format === 'json';
  const app = fields.text('app');
  if (app === undefined) reading.refusal.refuse('invalid', `${fields.path}.app`, 'is missing');
  const hostName = fields.text('hostName') || undefined;
  const appGroupName = fields.text('appGroupName');
  const metadata = readTextMap(fields.fields('metadata'), reading.limits, reading.refusal);
  const instance: InstanceInfo = {
    instanceId: fields.text('instanceId') ?? (isJson ? promotedId(metadata, hostName) : undefined),
    hostName,
    app: (app ?? '').toUpperCase(),
    ipAddr: fields.text('ipAddr') || undefined,
    sid: fields.text('sid') ?? DEFAULT_SID,
    status: statusOf(fields.text('status'), 'UP', reading),
    overriddenStatus: statusOf(fields.text('overriddenStatus', 'overriddenstatus'), 'UNKNOWN', reading),
    port: readPort('port', fields, reading),
    securePort: readPort('securePort', fields, reading),
    countryId: countryIdOf(fields, reading),
    dataCenterInfo: readDataCenter(fields.fields('dataCenterInfo'), reading),
    leaseInfo: readLease(fields.fields('leaseInfo')),
    metadata,
    appGroupName: isJson ? appGroupName?.toUpperCase() : appGroupName,
    homePageUrl: fields.text('homePageUrl'),
    statusPageUrl: fields.text('statusPageUrl'),
    healthCheckUrl: fields.text('healthCheckUrl'),
    secureHealthCheckUrl: fields.text('secureHealthCheckUrl'),
    vipAddress: fields.text('vipAddress'),
    secureVipAddress: fields.text('secureVipAddress'),
    isCoordinatingDiscoveryServer: fields.text('isCoordinatingDiscoveryServer')?.toLowerCase() === 'true',
    lastUpdatedTimestamp: timestampOf(fields.number('lastUpdatedTimestamp'), reading),
    lastDirtyTimestamp: timestampOf(fields.number('lastDirtyTimestamp'), reading),
    actionType: actionTypeOf(fields.text('actionType')),
    asgName: fields.text('asgName'),
  };
  if (reading.refusesUnspeakableText) refuseUnspeakable(instance, fields.path, reading);
  return instance;
}
