import type { DecodeLimits, DecodeResult } from './decode-result.js';
import { DEFAULT_DECODE_LIMITS } from './decode-result.js';
import type { Fields } from './decode/fields.js';
import { toInt, toLong } from './decode/number-text.js';
import { openBareJson, openXml } from './decode/open-document.js';
import { readInstance } from './decode/read-instance.js';
import type { Reading } from './decode/reading.js';
import { Refusal } from './decode/refusal.js';
import { REPLICATION_ACTIONS } from './model/replication.js';
import type { ReplicationAction, ReplicationInstance, ReplicationInstanceResponse } from './model/replication.js';
import type { WireFormat } from './wire-format.js';

const PACKAGE = 'com.netflix.eureka.cluster.protocol';

function readAction(fields: Fields, reading: Reading): ReplicationAction | undefined {
  const text = fields.text('action');
  const action = REPLICATION_ACTIONS.find((known) => known === text);
  if (text !== undefined && action === undefined) {
    reading.refusal.refuse('invalid', `${fields.path}.action`, `must be one of ${REPLICATION_ACTIONS.join(', ')}`);
  }
  return action;
}

function readTimestamp(fields: Fields, reading: Reading): number | undefined {
  const text = fields.number('lastDirtyTimestamp');
  if (text === undefined) return undefined;
  return toLong(text) ?? reading.refusal.refuse('invalid', `${fields.path}.lastDirtyTimestamp`, 'must be a number');
}

function readItem(fields: Fields, reading: Reading): ReplicationInstance {
  const instance = fields.fields('instanceInfo');
  return {
    appName: fields.text('appName'),
    id: fields.text('id'),
    lastDirtyTimestamp: readTimestamp(fields, reading),
    overriddenStatus: fields.text('overriddenStatus'),
    status: fields.text('status'),
    instanceInfo: instance && readInstance(instance, reading),
    action: readAction(fields, reading),
  };
}

/**
 * Reads a replication batch, which is always JSON. One item that cannot be read refuses the whole batch, as on a Java
 * server; unknown keys do not (wire.md 2.5, wire-live.md 2.2).
 */
export function decodeReplicationList(
  text: string,
  limits: DecodeLimits = DEFAULT_DECODE_LIMITS,
): DecodeResult<readonly ReplicationInstance[]> {
  const refusal = new Refusal();
  const reading: Reading = { format: 'json', limits, refusal, refusesUnspeakableText: false };
  const items = openBareJson(text, reading)?.array('replicationList');
  return refusal.result(items?.map((item) => readItem(item, reading)));
}

function readResponse(fields: Fields, reading: Reading): ReplicationInstanceResponse {
  const statusCode = toInt(fields.number('statusCode') ?? '');
  if (statusCode === undefined) reading.refusal.refuse('invalid', `${fields.path}.statusCode`, 'must be a number');
  const entity = fields.fields('responseEntity');
  return { statusCode: statusCode ?? 0, responseEntity: entity && readInstance(entity, reading) };
}

function responseItems(text: string, reading: Reading): readonly Fields[] | undefined {
  if (reading.format === 'json') return openBareJson(text, reading)?.array('responseList');
  const root = openXml(text, [`${PACKAGE}.ReplicationListResponse`], reading);
  return root && (root.fields('responseList')?.list(`${PACKAGE}.ReplicationInstanceResponse`) ?? []);
}

/** Reads the answer to a batch; peers are asked for JSON, which is the default. */
export function decodeReplicationResponse(
  text: string,
  format: WireFormat = 'json',
  limits: DecodeLimits = DEFAULT_DECODE_LIMITS,
): DecodeResult<readonly ReplicationInstanceResponse[]> {
  const refusal = new Refusal();
  const reading: Reading = { format, limits, refusal, refusesUnspeakableText: false };
  return refusal.result(responseItems(text, reading)?.map((item) => readResponse(item, reading)));
}
