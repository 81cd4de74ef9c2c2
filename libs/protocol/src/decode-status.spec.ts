import { describe, expect, it } from '@jest/globals';
import { faultOf, valueOf } from '../spec-support/decoded.js';
import { sampleInstance } from '../spec-support/sample-instance.js';
import { decodeStatusInfo, encodeStatusInfo } from './index.js';

const ROOT = 'com.netflix.eureka.util.StatusInfo';
const nothing = { generalStats: new Map(), applicationStats: new Map(), instanceInfo: undefined, healthy: undefined };

describe('a status document', () => {
  it.each([
    ['json', '{}'],
    ['xml', `<${ROOT}/>`],
  ] as const)('in %s may be empty', (format, text) => {
    expect(valueOf(decodeStatusInfo(text, format))).toEqual(nothing);
  });

  it.each([
    ['json', '{"healthy":true}', true],
    ['json', '{"healthy":"false"}', false],
    ['xml', `<${ROOT}><isHeathly>true</isHeathly></${ROOT}>`, true],
  ] as const)('in %s says whether the server is healthy: %s', (format, text, healthy) => {
    expect(valueOf(decodeStatusInfo(text, format)).healthy).toBe(healthy);
  });

  it.each([
    ['json', '[]', ''],
    ['json', '{"generalStats":{"a":{}}}', 'generalStats.a'],
    ['json', '{"instanceInfo":{}}', 'instanceInfo.app'],
    ['xml', '<status/>', ''],
  ] as const)('in %s is refused: %s', (format, text, path) => {
    expect(faultOf(decodeStatusInfo(text, format))).toMatchObject({ kind: 'invalid', path });
  });

  it('shows the instance under v1 as DOWN when it is out of service, in XML only', () => {
    const status = { ...nothing, instanceInfo: sampleInstance({ status: 'OUT_OF_SERVICE' }) };
    expect(encodeStatusInfo(status, 'xml', 'v1')).toContain('<status>DOWN</status>');
    expect(encodeStatusInfo(status, 'xml')).toContain('<status>OUT_OF_SERVICE</status>');
    expect(encodeStatusInfo(status, 'json', 'v1')).toContain('"status":"OUT_OF_SERVICE"');
  });
});
