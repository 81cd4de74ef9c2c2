import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import type { InstanceInfo } from '@nest-eureka/protocol';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { OwnInstance } from './own-instance.js';

function sent(changes: Partial<InstanceInfo> = {}): { own: OwnInstance; clock: ManualClock; heard: string[] } {
  const clock = new ManualClock(1000);
  const own = new OwnInstance(sampleInstance(changes), clock);
  own.markSent(own.dirtyAt ?? 0);
  const heard: string[] = [];
  own.onChange((info, previous) => heard.push(`${previous.status} -> ${info.status}`));
  return { own, clock, heard };
}

describe('OwnInstance', () => {
  it('counts as changed from its beginning, with its stamp on the wire', () => {
    const own = new OwnInstance(sampleInstance(), new ManualClock(1000));
    expect(own.dirtyAt).toBe(1000);
    expect(own.info.lastDirtyTimestamp).toBe(1000);
  });

  it('is clean once the registry has been told, and keeps the stamp for heartbeats', () => {
    const { own } = sent();
    expect(own.dirtyAt).toBeUndefined();
    expect(own.info.lastDirtyTimestamp).toBe(1000);
  });

  it('stays changed when it changed while it was being sent', () => {
    const { own, clock } = sent();
    own.setStatus('DOWN');
    const onItsWay = own.dirtyAt ?? 0;
    clock.advance(5);
    own.setStatus('UP');
    own.markSent(onItsWay);
    expect(own.dirtyAt).toBe(1005);
  });

  it('gives each change its own stamp, though the clock stands still or goes back', () => {
    const { own } = sent();
    const stamps = [own.markDirty(), own.markDirty()];
    const behind = new OwnInstance(sampleInstance({ lastDirtyTimestamp: 9000 }), new ManualClock(1000));
    expect(stamps).toEqual([1001, 1002]);
    expect(behind.dirtyAt).toBe(9001);
  });

  it('says what the status was, and nothing when it is the same', () => {
    const { own, heard } = sent();
    expect([own.setStatus('DOWN'), own.setStatus('DOWN')]).toEqual(['UP', undefined]);
    expect(heard).toEqual(['UP -> DOWN']);
  });

  it('leaves earlier snapshots alone', () => {
    const { own } = sent({ metadata: new Map([['zone', 'a']]) });
    const before = own.info;
    own.setMetadata({ zone: 'b' });
    expect([before.metadata.get('zone'), own.info.metadata.get('zone')]).toEqual(['a', 'b']);
  });

  it('adds to the metadata, overwrites, and takes out what is undefined', () => {
    const { own } = sent({
      metadata: new Map([
        ['zone', 'a'],
        ['old', '1'],
      ]),
    });
    own.setMetadata({ zone: 'b', old: undefined, weight: '2' });
    expect([...own.info.metadata]).toEqual([
      ['zone', 'b'],
      ['weight', '2'],
    ]);
  });

  it.each([
    ['the same metadata', (own: OwnInstance) => own.setMetadata({ zone: 'a' })],
    ['metadata that is not there to be taken out', (own: OwnInstance) => own.setMetadata({ none: undefined })],
    ['the same fields', (own: OwnInstance) => own.change({ hostName: 'orders-1.example', status: 'UP' })],
  ])('does not count as changed by %s', (_, change) => {
    const { own, heard } = sent({ metadata: new Map([['zone', 'a']]) });
    change(own);
    expect([own.dirtyAt, heard]).toEqual([undefined, []]);
  });

  it('keeps a frozen status whoever sets it, and takes other changes', () => {
    const { own, heard } = sent();
    own.freezeStatus('OUT_OF_SERVICE');
    expect(own.setStatus('UP')).toBeUndefined();
    own.freezeStatus('DOWN');
    own.change({ status: 'UP', hostName: 'moved.example' });
    expect(own.info).toMatchObject({ status: 'OUT_OF_SERVICE', hostName: 'moved.example' });
    expect(heard).toEqual(['UP -> OUT_OF_SERVICE', 'OUT_OF_SERVICE -> OUT_OF_SERVICE']);
    expect(own.isStatusFrozen).toBe(true);
  });

  it('tells nobody who has stopped listening', () => {
    const { own } = sent();
    let calls = 0;
    own.onChange(() => (calls += 1))();
    own.setStatus('DOWN');
    expect(calls).toBe(0);
  });
});
