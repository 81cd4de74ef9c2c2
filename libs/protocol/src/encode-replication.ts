import { instanceJson } from './json/instance-json.js';
import { optionalMember } from './json/quote.js';
import type { ReplicationInstance, ReplicationInstanceResponse } from './model/replication.js';
import type { WireFormat } from './wire-format.js';
import { plainElement } from './xml/element.js';
import { instanceXml } from './xml/instance-xml.js';

const PACKAGE = 'com.netflix.eureka.cluster.protocol';

/** `member` without its leading comma, in braces. */
function object(members: string): string {
  return `{${members.slice(1)}}`;
}

function itemJson(item: ReplicationInstance): string {
  return object(
    optionalMember('appName', item.appName) +
      optionalMember('id', item.id) +
      (item.lastDirtyTimestamp === undefined ? '' : `,"lastDirtyTimestamp":${item.lastDirtyTimestamp}`) +
      optionalMember('overriddenStatus', item.overriddenStatus) +
      optionalMember('status', item.status) +
      (item.instanceInfo ? `,"instanceInfo":${instanceJson(item.instanceInfo)}` : '') +
      optionalMember('action', item.action),
  );
}

/** A replication batch: always JSON, no root key, absent members left out (wire.md 2.5). */
export function encodeReplicationList(items: readonly ReplicationInstance[]): string {
  return `{"replicationList":[${items.map(itemJson).join(',')}]}`;
}

function responseJson(response: ReplicationInstanceResponse): string {
  const entity = response.responseEntity;
  return `{"statusCode":${response.statusCode}${entity ? `,"responseEntity":${instanceJson(entity)}` : ''}}`;
}

function responseXml(response: ReplicationInstanceResponse): string {
  return (
    `\n    <${PACKAGE}.ReplicationInstanceResponse>` +
    plainElement('\n      ', 'statusCode', response.statusCode) +
    (response.responseEntity ? instanceXml('\n      ', 'responseEntity', response.responseEntity, 'v2') : '') +
    `\n    </${PACKAGE}.ReplicationInstanceResponse>`
  );
}

/**
 * The answer to a batch. The XML form, which the Java server gives to senders that do not ask for JSON, has Java class names
 * for elements (server.md 4.6, wire-live.md 2.2).
 */
export function encodeReplicationResponse(
  responses: readonly ReplicationInstanceResponse[],
  format: WireFormat,
): string {
  if (format === 'json') return `{"responseList":[${responses.map(responseJson).join(',')}]}`;
  const list = responses.map(responseXml).join('');
  const responseList = list === '' ? '\n  <responseList/>' : `\n  <responseList>${list}\n  </responseList>`;
  return `<${PACKAGE}.ReplicationListResponse>${responseList}\n</${PACKAGE}.ReplicationListResponse>`;
}
