import { describe, expect, it } from '@jest/globals';
import { sampleMessage } from '../../../spec-support/replication/sample-message.js';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import type { ReplicationMessage } from '../replication-message.js';
import { decodeOwnBatch, encodeOwnBatch } from './own-batch.js';
import type { OwnBatch } from './own-batch.js';
import { inPlaces, orderOf } from './own-order.js';

const LIMITS = { maxBodyBytes: 1_000_000, maxDepth: 32, maxMetadataEntries: 10, maxMetadataBytes: 1000 };
const SET = { status: 'DOWN', at: 7 } as const;
const REMOVED = { status: undefined, at: 8 };

function overTheWire(messages: readonly ReplicationMessage[]): OwnBatch {
  const decoded = decodeOwnBatch(
    encodeOwnBatch(messages, ({ since }) => 100 - since),
    LIMITS,
  );
  if (!decoded.ok) throw new Error(decoded.fault.message);
  return decoded.value;
}

describe('a batch of our own', () => {
  it('is read as it was written: changes with ages and overrides, then heartbeats', () => {
    const batch = overTheWire([
      sampleMessage('Heartbeat', 'a'),
      sampleMessage('Cancel', 'b', { since: 40, override: REMOVED }),
      sampleMessage('Heartbeat', 'c "quoted"', { app: 'OTHER', override: SET }),
      sampleMessage('StatusUpdate', 'd', { since: 99.6, override: SET }),
      sampleMessage('Heartbeat', 'e', { override: REMOVED }),
    ]);
    expect(batch).toMatchObject({
      changes: [
        { ageMs: 60, override: REMOVED, item: { action: 'Cancel', id: 'b', lastDirtyTimestamp: 1000 } },
        { ageMs: 0, override: SET, item: { action: 'StatusUpdate', id: 'd', status: 'UP' } },
      ],
      beats: [
        { app: 'ORDERS', id: 'a', dirtyAt: 1000, override: undefined },
        { app: 'OTHER', id: 'c "quoted"', dirtyAt: 1000, override: SET },
        // that there is none any more is for the comparing of registries
        { app: 'ORDERS', id: 'e', dirtyAt: 1000, override: undefined },
      ],
    });
  });

  it('carries registrations as Java writes them', () => {
    const instance = sampleInstance({ metadata: new Map([['colour', 'green']]) });
    const { changes } = overTheWire([sampleMessage('Register', 'i-1', { instance })]);
    expect(changes[0]?.item.instanceInfo?.metadata.get('colour')).toBe('green');
    expect(changes[0]?.override).toBeUndefined();
  });

  it('takes less than a third of the 177 bytes that Java needs for a heartbeat, before it is packed', () => {
    const messages = Array.from({ length: 250 }, (_, n) =>
      sampleMessage('Heartbeat', `host-${n}.example.com:orders:${8000 + n}`, {
        instance: sampleInstance({ lastDirtyTimestamp: 1_700_000_000_000 + n }),
      }),
    );
    expect(encodeOwnBatch(messages, () => 0).length / messages.length).toBeLessThan(59);
  });

  it.each([
    ['no JSON', '{'],
    ['no object', '1'],
    ['nothing', '{}'],
    ['an application that is none', '{"apps":[1],"beats":[]}'],
    ['a heartbeat of no application', '{"apps":[],"beats":[[0,"a",1]]}'],
    ['a heartbeat without a stamp', '{"apps":["A"],"beats":[[0,"a"]]}'],
    ['ages without items', '{"apps":[],"beats":[],"ages":[1],"overrides":[[]],"replicationList":[]}'],
    ['ages that are none', '{"apps":[],"beats":[],"ages":["1"],"overrides":[[]],"replicationList":[{}]}'],
    ['items that are none', '{"apps":[],"beats":[],"ages":[1],"overrides":[[]],"replicationList":[1]}'],
  ])('is refused where it has %s', (_what, text) => {
    expect(decodeOwnBatch(text, LIMITS).ok).toBe(false);
  });

  it('gives each answer the place that its message had', () => {
    const messages = [sampleMessage('Heartbeat'), sampleMessage('Cancel'), sampleMessage('Heartbeat')];
    expect(orderOf(messages)).toEqual([1, 0, 2]);
    expect(inPlaces(['cancel', 'first', 'second'], orderOf(messages))).toEqual(['first', 'cancel', 'second']);
    expect(inPlaces(['one too few'], [0, 1])).toEqual([]);
  });
});
