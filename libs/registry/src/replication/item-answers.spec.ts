import { describe, expect, it } from '@jest/globals';
import type { InstanceInfo, ReplicationAction } from '@nest-eureka/protocol';
import { ManualClock } from '@nest-eureka/time/testing';
import { sampleMessage } from '../../spec-support/replication/sample-message.js';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { LeaseStore } from '../core/lease-store.js';
import { Lease } from '../core/lease.js';
import type { Copy } from './anti-entropy/merge-copies.js';
import { ItemAnswers } from './item-answers.js';

const OVERRIDE = { status: 'DOWN', at: 5 } as const;

function answersOver(held: readonly InstanceInfo[], syncWhenTimestampDiffers = true) {
  const [store, clock] = [new LeaseStore(), new ManualClock()];
  for (const instance of held) store.put(new Lease(instance, clock, 'exact'));
  const adopted: InstanceInfo[] = [];
  const taken: (Copy & { readonly ageMs: number })[] = [];
  const leases = { adopt: (instance: InstanceInfo) => void adopted.push(instance) };
  const settings = { syncWhenTimestampDiffers, registrationMs: undefined };
  const intake = { take: (copy: Copy, ageMs: number) => taken.push({ ...copy, ageMs }) > 0 };
  const overrides = { record: () => OVERRIDE };
  return { adopted, taken, answers: new ItemAnswers({ store, overrides, leases, intake, clock }, settings) };
}

const ours = sampleInstance({ lastDirtyTimestamp: 1000 });
const newer = sampleInstance({ lastDirtyTimestamp: 2000 });

describe('ItemAnswers', () => {
  it.each<[string, ReplicationAction, number, InstanceInfo | undefined, readonly InstanceInfo[], string]>([
    ['a success', 'Heartbeat', 200, undefined, [ours], 'taken'],
    ['an unknown heartbeat', 'Heartbeat', 404, undefined, [ours], 'wanted'],
    ['an unknown heartbeat of what is gone here too', 'Heartbeat', 404, undefined, [], 'declined'],
    ['a newer copy', 'Heartbeat', 409, newer, [ours], 'adopted'],
    ['a newer copy with any other failure', 'Heartbeat', 500, newer, [ours], 'adopted'],
    ['a newer copy of what was cancelled here since', 'Heartbeat', 409, newer, [], 'declined'],
    ['a copy that is older by now', 'Heartbeat', 409, ours, [newer], 'declined'],
    ['a copy as old as ours', 'Heartbeat', 409, ours, [ours], 'declined'],
    ['a copy of another instance', 'Heartbeat', 409, sampleInstance({ instanceId: 'x' }), [ours], 'declined'],
    ['a conflict without a copy', 'Heartbeat', 409, undefined, [ours], 'declined'],
    ['a cancel that came too late', 'Cancel', 409, newer, [], 'adopted'],
    ['an unknown cancel', 'Cancel', 404, undefined, [], 'declined'],
    ['an unknown status change', 'StatusUpdate', 404, undefined, [ours], 'declined'],
    ['a registration that failed, with a copy', 'Register', 500, newer, [ours], 'declined'],
  ])('%s', (_what, action, statusCode, responseEntity, held, kind) => {
    const { answers, adopted } = answersOver(held);
    expect(answers.take(sampleMessage(action), { statusCode, responseEntity }).kind).toBe(kind);
    expect(adopted).toEqual(kind === 'adopted' ? [responseEntity] : []);
  });

  it('takes over nothing when timestamps are not compared', () => {
    const { answers, adopted } = answersOver([ours], false);
    answers.take(sampleMessage('Heartbeat'), { statusCode: 409, responseEntity: newer });
    expect(adopted).toEqual([]);
  });

  it('sends in full what is registered now, for one renewal interval unless set otherwise', () => {
    const verdict = answersOver([newer]).answers.take(sampleMessage('Heartbeat'), {
      statusCode: 404,
      responseEntity: undefined,
    });
    expect(verdict).toMatchObject({
      registration: { action: 'Register', instance: newer, override: OVERRIDE, expiresAt: 30_000 },
    });
  });

  it.each<[string, ReplicationAction, InstanceInfo, readonly InstanceInfo[], string]>([
    ['a newer copy', 'Heartbeat', newer, [ours], 'adopted'],
    ['a newer copy where a registration came late', 'Register', newer, [ours], 'adopted'],
    ['a newer copy of what was cancelled here since', 'Heartbeat', newer, [], 'declined'],
    ['a newer copy than the one that a cancel ended', 'Cancel', newer, [], 'adopted'],
    ['a copy as old as ours', 'Heartbeat', ours, [ours], 'declined'],
    [
      'a copy with a stamp from far ahead',
      'Heartbeat',
      sampleInstance({ lastDirtyTimestamp: 9e15 }),
      [ours],
      'declined',
    ],
    [
      'a copy of another instance',
      'Heartbeat',
      sampleInstance({ instanceId: 'x', lastDirtyTimestamp: 2000 }),
      [ours],
      'declined',
    ],
  ])('%s of a node of ours', (_what, action, responseEntity, held, kind) => {
    const { answers, adopted, taken } = answersOver(held);
    const answer = { statusCode: 409, responseEntity, ageMs: 40, override: OVERRIDE };
    expect(answers.take(sampleMessage(action, 'i-1', { instance: ours }), answer).kind).toBe(kind);
    expect(adopted).toEqual([]);
    expect(taken).toEqual(kind === 'adopted' ? [{ instance: responseEntity, override: OVERRIDE, ageMs: 40 }] : []);
  });
});
