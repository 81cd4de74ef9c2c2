import { describe, expect, it } from '@jest/globals';
import { faultOf, valueOf } from '../spec-support/decoded.js';
import {
  decodeReplicationList,
  decodeReplicationResponse,
  encodeReplicationResponse,
  toInstanceStatus,
} from './index.js';

const item = (members: string) => valueOf(decodeReplicationList(`{"replicationList":[{${members}}]}`))[0];

describe('a replication batch', () => {
  it('leaves undefined what an item does not name', () => {
    expect(item('"action":"Cancel"')).toEqual({
      appName: undefined,
      id: undefined,
      lastDirtyTimestamp: undefined,
      overriddenStatus: undefined,
      status: undefined,
      instanceInfo: undefined,
      action: 'Cancel',
    });
    expect(item('"appName":null,"instanceInfo":null,"action":null')).toEqual({ ...item(''), action: undefined });
  });

  it.each(['1699999999900', '"1699999999900"'])('reads the timestamp %s', (timestamp) => {
    expect(item(`"lastDirtyTimestamp":${timestamp}`)?.lastDirtyTimestamp).toBe(1_699_999_999_900);
  });

  it('keeps a status of any text', () => {
    expect(item('"status":"BOGUS","overriddenStatus":"up"')).toMatchObject({ status: 'BOGUS', overriddenStatus: 'up' });
  });

  it('ignores unknown keys', () => {
    const text = '{"x":{},"replicationList":[{"id":"i","foo":[{}]}]}';
    expect(valueOf(decodeReplicationList(text))).toMatchObject([{ id: 'i' }]);
  });

  it.each([
    ['', 'malformed', ''],
    ['[]', 'invalid', ''],
    ['{}', 'invalid', 'replicationList'],
    ['{"replicationList":null}', 'invalid', 'replicationList'],
    ['{"replicationList":{"id":"i"}}', 'invalid', 'replicationList'],
    ['{"replicationList":[1]}', 'invalid', 'replicationList[0]'],
    ['{"replicationList":[{},{"action":"heartbeat"}]}', 'invalid', 'replicationList[1].action'],
    ['{"replicationList":[{"lastDirtyTimestamp":"x"}]}', 'invalid', 'replicationList[0].lastDirtyTimestamp'],
    ['{"replicationList":[{"instanceInfo":{}}]}', 'invalid', 'replicationList[0].instanceInfo.app'],
    ['{"replicationList":[{"instanceInfo":[]}]}', 'invalid', 'replicationList[0].instanceInfo'],
  ])('%s is refused as %s at "%s"', (text, kind, path) => {
    expect(faultOf(decodeReplicationList(text))).toMatchObject({ kind, path });
  });

  it('takes over text that XML cannot carry, which the sender has already let in', () => {
    const instance = item('"instanceInfo":{"app":"a","ipAddr":"\\u0001"}')?.instanceInfo;
    expect(instance?.ipAddr).toBe('\u0001');
  });
});

describe('the answer to a batch', () => {
  it.each([
    ['json', '{"responseList":[]}', []],
    ['json', '{"responseList":[{"statusCode":"404","responseEntity":null}]}', [404]],
    ['xml', '<com.netflix.eureka.cluster.protocol.ReplicationListResponse/>', []],
  ] as const)('in %s is read: %s', (format, text, codes) => {
    expect(valueOf(decodeReplicationResponse(text, format)).map(({ statusCode }) => statusCode)).toEqual(codes);
  });

  it.each([
    ['json', '{}', 'responseList'],
    ['json', '{"responseList":[{}]}', 'responseList[0].statusCode'],
    ['json', '{"responseList":[{"statusCode":409,"responseEntity":{}}]}', 'responseList[0].responseEntity.app'],
    ['xml', '<error/>', ''],
  ] as const)('in %s is refused: %s', (format, text, path) => {
    expect(faultOf(decodeReplicationResponse(text, format))).toMatchObject({ kind: 'invalid', path });
  });
});

describe('the XML answer to a batch', () => {
  it('has an element for an empty list', () => {
    const root = 'com.netflix.eureka.cluster.protocol.ReplicationListResponse';
    expect(encodeReplicationResponse([], 'xml')).toBe(`<${root}>\n  <responseList/>\n</${root}>`);
  });
});

describe('the status of a text', () => {
  it.each(['UP', 'DOWN', 'STARTING', 'OUT_OF_SERVICE', 'UNKNOWN'])('%s is that status', (text) => {
    expect(toInstanceStatus(text)).toBe(text);
  });

  it.each(['up', '', 'BOGUS', undefined])('%s is none', (text) => {
    expect(toInstanceStatus(text)).toBeUndefined();
  });
});
