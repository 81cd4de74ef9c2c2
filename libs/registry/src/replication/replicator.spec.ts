import { describe, expect, it } from '@jest/globals';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { MODERN, sampleRegistry } from '../../spec-support/sample-registry.js';
import type { SampleRegistry } from '../../spec-support/sample-registry.js';
import { itemOf } from './replication-message.js';
import type { MessageLives, ReplicationMessage } from './replication-message.js';
import { Replicator } from './replicator.js';
import { ManualClock } from '@nest-eureka/time/testing';

const JAVAS: MessageLives = { changeMs: 30_000, registrationMs: undefined };

function replicated(lives: MessageLives = JAVAS) {
  const sent: ReplicationMessage[] = [];
  const clock = new ManualClock();
  const registry: SampleRegistry = sampleRegistry(
    MODERN,
    () => 0,
    ({ overrides }) => {
      const replicator = new Replicator(clock, lives, (id) => overrides.record(id));
      replicator.tell([{ submit: (message) => void sent.push(message) }]);
      return { replicator };
    },
  );
  return { leases: registry.leases, registry, sent, clock };
}

const actions = (sent: readonly ReplicationMessage[]) => sent.map(({ action }) => action);

describe('Replicator', () => {
  it('tells of everything that a client did and that changed something (server.md 4.1)', () => {
    const { leases, sent } = replicated();
    leases.register('ORDERS', sampleInstance(), 'client');
    leases.renew('ORDERS', 'i-1', {}, 'client');
    leases.overrideStatus('ORDERS', 'i-1', 'OUT_OF_SERVICE', 2000, 'client');
    leases.overrideStatus('ORDERS', 'i-1', 'OUT_OF_SERVICE', 2000, 'client');
    leases.renew('ORDERS', 'i-1', {}, 'client');
    leases.removeOverride('ORDERS', 'i-1', 'UP', undefined, 'client');
    leases.updateMetadata('ORDERS', 'i-1', new Map([['colour', 'green']]));
    leases.cancel('ORDERS', 'i-1', 'client');
    leases.cancel('ORDERS', 'i-1', 'client');
    leases.renew('ORDERS', 'i-1', {}, 'client');
    expect(actions(sent)).toEqual([
      'Register',
      'Heartbeat',
      'StatusUpdate',
      'StatusUpdate',
      'Heartbeat',
      'DeleteStatusOverride',
      'Register',
      'Cancel',
    ]);
    expect(sent.map((message) => itemOf(message, false))).toMatchObject([
      { status: 'UP', lastDirtyTimestamp: 1000, instanceInfo: { actionType: 'ADDED' } },
      { status: 'UP', overriddenStatus: undefined, instanceInfo: undefined },
      { status: 'OUT_OF_SERVICE', lastDirtyTimestamp: 2000 },
      { status: 'OUT_OF_SERVICE' },
      { overriddenStatus: 'OUT_OF_SERVICE' },
      { status: 'UP', lastDirtyTimestamp: 2000 },
      { instanceInfo: { metadata: new Map([['colour', 'green']]) } },
      { appName: 'ORDERS', id: 'i-1', status: undefined, lastDirtyTimestamp: undefined },
    ]);
  });

  it('passes on nothing that a peer did, and no eviction', () => {
    const { leases, registry, sent } = replicated();
    leases.register('ORDERS', sampleInstance(), 'peer');
    leases.renew('ORDERS', 'i-1', {}, 'peer');
    leases.overrideStatus('ORDERS', 'i-1', 'DOWN', undefined, 'peer');
    leases.removeOverride('ORDERS', 'i-1', 'UP', undefined, 'peer');
    leases.adopt(sampleInstance({ lastDirtyTimestamp: 5000 }));
    registry.clock.advance(600_000);
    expect(leases.evict(0)).toHaveLength(1);
    leases.register('ORDERS', sampleInstance(), 'peer');
    leases.cancel('ORDERS', 'i-1', 'peer');
    expect(sent).toEqual([]);
  });

  it.each([
    ['as long as Java does', JAVAS, [30_000, 30_000, 30_000]],
    ['registrations for as long as they stand', { changeMs: 9, registrationMs: Infinity }, [Infinity, 30_000, 9]],
  ])('holds messages for worth sending %s', (_how, lives, expected) => {
    const { leases, sent } = replicated(lives);
    leases.register('ORDERS', sampleInstance(), 'client');
    leases.renew('ORDERS', 'i-1', {}, 'client');
    leases.cancel('ORDERS', 'i-1', 'client');
    expect(sent.map(({ expiresAt }) => expiresAt)).toEqual(expected);
  });

  it('does nothing for a registry without peers', () => {
    const asked: string[] = [];
    const replicator = new Replicator(new ManualClock(), JAVAS, (id) => {
      asked.push(id);
      return undefined;
    });
    const registry = sampleRegistry(
      MODERN,
      () => 0,
      () => ({ replicator }),
    );
    registry.leases.register('ORDERS', sampleInstance(), 'client');
    registry.leases.renew('ORDERS', 'i-1', {}, 'client');
    expect(asked).toEqual([]);
  });
});
