import { describe, expect, it } from '@jest/globals';
import type { ReplicationAction } from '@nest-eureka/protocol';
import { REPLICATION_ACTIONS } from '@nest-eureka/protocol';
import fc from 'fast-check';
import { ManualClock } from '@nest-eureka/time/testing';
import { sampleMessage, told } from '../../spec-support/replication/sample-message.js';
import { ReplicationQueue } from './replication-queue.js';

function queueWith(...messages: readonly (readonly [ReplicationAction, string])[]): ReplicationQueue {
  const queue = new ReplicationQueue(1000);
  for (const [action, id] of messages) queue.add(sampleMessage(action, id));
  return queue;
}

const action = fc.constantFrom(...REPLICATION_ACTIONS);
const id = fc.constantFrom('a', 'b', 'c');

describe('ReplicationQueue', () => {
  it('keeps register, cancel, register of one instance in an order that leaves it registered', () => {
    const queue = queueWith(['Register', 'a'], ['Cancel', 'a'], ['Register', 'a']);
    expect(queue.take(9, 0).map(told)).toEqual(['Cancel a', 'Register a']);
  });

  it('gives the instances in the order in which they came, however often one of them beats', () => {
    const queue = queueWith(['Heartbeat', 'a'], ['Heartbeat', 'b'], ['Heartbeat', 'a']);
    expect(queue.size).toBe(2);
    expect(queue.take(9, 0).map(told)).toEqual(['Heartbeat a', 'Heartbeat b']);
    expect(queue.oldestSince).toBeUndefined();
  });

  it('drops what has expired or has nothing to tell any more, and counts it', () => {
    const queue = new ReplicationQueue(9, ({ id: gone }) => gone === 'gone');
    queue.add(sampleMessage('Heartbeat', 'a', { expiresAt: 100 }));
    queue.add(sampleMessage('Register', 'gone'));
    queue.add(sampleMessage('Cancel', 'b', { expiresAt: 101 }));
    expect(queue.take(9, 100).map(told)).toEqual(['Cancel b']);
    expect(queue.dropped).toEqual({ expired: 2, overflowing: 0 });
    expect(queue.size).toBe(0);
  });

  it('puts back in front what was sent in vain, and lets what came in meanwhile absorb it', () => {
    const queue = queueWith(['Register', 'a'], ['Heartbeat', 'b'], ['Heartbeat', 'c']);
    const sent = queue.take(2, 0);
    queue.add(sampleMessage('Cancel', 'a'));
    queue.add(sampleMessage('Heartbeat', 'b'));
    queue.putBack(sent);
    expect(queue.size).toBe(3);
    expect(queue.take(9, 0).map(told)).toEqual(['Cancel a', 'Heartbeat b', 'Heartbeat c']);
  });

  it('refuses a further heartbeat when it is full, and drops the oldest for anything else', () => {
    const queue = new ReplicationQueue(2);
    queue.add(sampleMessage('Heartbeat', 'a'));
    queue.add(sampleMessage('Heartbeat', 'b'));
    queue.add(sampleMessage('Heartbeat', 'c'));
    queue.add(sampleMessage('Heartbeat', 'b'));
    expect(queue.dropped.overflowing).toBe(1);
    queue.add(sampleMessage('Cancel', 'd'));
    expect(queue.dropped.overflowing).toBe(2);
    expect(queue.take(9, 0).map(told)).toEqual(['Heartbeat b', 'Cancel d']);
  });

  it('holds at most one message of each kind and instance, and never more than it may', () => {
    const step = fc.record({ action, id, take: fc.boolean(), fails: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step), fc.integer({ min: 1, max: 8 }), (steps, capacity) => {
        const queue = new ReplicationQueue(capacity);
        for (const next of steps) {
          queue.add(sampleMessage(next.action, next.id));
          const taken = next.take ? queue.take(2, 0) : [];
          if (next.fails) queue.putBack(taken);
          expect(queue.size).toBeLessThanOrEqual(capacity);
        }
        const { size } = queue;
        const rest = queue.take(99, 0).map(told);
        expect(rest).toHaveLength(size);
        expect(new Set(rest).size).toBe(size);
        expect(queue.size).toBe(0);
      }),
    );
  });

  it('gives the same messages in the same order whether or not they were sent in vain before', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(action, id)), fc.nat(5), (messages, most) => {
        const [tried, untried] = [queueWith(...messages), queueWith(...messages)];
        tried.putBack(tried.take(most, 0));
        expect(tried.take(99, 0).map(told)).toEqual(untried.take(99, 0).map(told));
      }),
    );
  });

  it('keeps no more for a peer that is stopped for 5 minutes than the newest of each of 10,000 instances', () => {
    const clock = new ManualClock();
    const queue = new ReplicationQueue(10_000);
    const sizes: number[] = [];
    const add = (kind: ReplicationAction, n: number, lifeMs: number): void =>
      queue.add(sampleMessage(kind, `i-${n}`, { since: clock.monotonic(), expiresAt: clock.monotonic() + lifeMs }));
    for (let second = 0; second < 300; second++) {
      for (let n = second % 30; n < 10_000; n += 30) add('Heartbeat', n, 30_000);
      // some change all the time, some come and go
      for (let n = 0; n < 20; n++)
        add((second + n) % 3 === 0 ? 'Cancel' : 'Register', (second * 37 + n) % 10_000, 30_000);
      for (let n = 0; n < 5; n++) add('StatusUpdate', (second * 53 + n) % 10_000, 30_000);
      clock.advance(1000);
      if (second >= 60) sizes.push(queue.size);
    }
    expect(Math.max(...sizes)).toBeLessThanOrEqual(10_000);
    expect(Math.min(...sizes)).toBeGreaterThan(9_900);
    const left = queue.take(20_000, clock.monotonic());
    // all that is worth sending is from the last 30 s
    expect(left.every(({ expiresAt }) => expiresAt > clock.monotonic())).toBe(true);
    expect(queue.size).toBe(0);
    expect(queue.oldestSince).toBeUndefined();
  });
});
