import { describe, expect, it } from '@jest/globals';
import * as protocol from './index.js';

describe('the package', () => {
  it('exports exactly these values', () => {
    expect(Object.keys(protocol).toSorted()).toEqual([
      'DEFAULT_DECODE_LIMITS',
      'EMPTY_TEXT_MAP',
      'HEADERS',
      'INSTANCE_STATUSES',
      'PATHS',
      'REPLICATION_ACTIONS',
      'applyDelta',
      'appsHashCode',
      'appsHashCodeOf',
      'decodeApplication',
      'decodeApplications',
      'decodeInstance',
      'decodeReplicationList',
      'decodeReplicationResponse',
      'decodeStatusInfo',
      'documentParts',
      'encodeApplication',
      'encodeApplications',
      'encodeInstance',
      'encodeReplicationList',
      'encodeReplicationResponse',
      'encodeStatusInfo',
      'instanceIdOf',
      'isXmlText',
      'toInstanceStatus',
      'xmlText',
    ]);
  });
});
