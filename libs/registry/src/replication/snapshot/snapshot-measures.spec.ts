import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import { OneFile, snapshotServer as server } from '../../../spec-support/snapshot-server.js';
import type { SnapshotServer } from '../../../spec-support/snapshot-server.js';
import type { Deed } from '../../core/administration/order.js';

const SIGNED = { by: 'ann', owner: 'team-a', reason: 'upgrade' };
const DRAIN: Deed = { action: 'drain' };
const EVICT: Deed = { action: 'evict' };
const WEIGHT: Deed = { action: 'weight', weight: 5 };
const HOUR = 3_600_000;

function register({ leases }: SnapshotServer, ...ids: string[]): void {
  for (const instanceId of ids) leases.register('ORDERS', sampleInstance({ instanceId }), 'client');
}

function order({ administration }: SnapshotServer, deed: Deed, id: string, forMs?: number): void {
  administration.carryOut({ ...SIGNED, deed, targets: [{ app: 'ORDERS', id }], forMs });
}

const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
const statusOf = ({ store }: SnapshotServer, id: string): string | undefined => store.find('ORDERS', id)?.status;

/** A server that starts with what is in the file. */
async function restarted(file: OneFile, at: number, isInStep = false): Promise<SnapshotServer> {
  const after = server(file, at);
  await after.snapshot.load(isInStep);
  return after;
}

describe('what operators decided, in a snapshot', () => {
  it('comes back with owner, reason and end, and ends in time', async () => {
    const file = new OneFile();
    const before = server(file);
    register(before, 'drained', 'heavy');
    order(before, DRAIN, 'drained', 600_000);
    order(before, WEIGHT, 'heavy');
    await before.snapshot.write();
    const known = before.measures.all();
    const after = await restarted(file, 60_000);
    expect(after.measures.all()).toEqual(known);
    expect(known).toMatchObject([{ ...SIGNED, status: 'OUT_OF_SERVICE' }, { kind: 'metadata' }]);
    expect(statusOf(after, 'drained')).toBe('OUT_OF_SERVICE');
    after.clock.advance(539_999);
    register(after, 'drained');
    after.administration.endDue();
    expect(statusOf(after, 'drained')).toBe('OUT_OF_SERVICE');
    after.clock.advance(1);
    after.administration.endDue();
    expect(statusOf(after, 'drained')).toBe('UP');
    register(after, 'heavy');
    expect(after.store.find('ORDERS', 'heavy')?.instance.metadata.get('weight')).toBe('5');
  });

  it('is gone where its end came while nobody ran', async () => {
    const file = new OneFile();
    const before = server(file);
    register(before, 'i-1');
    order(before, DRAIN, 'i-1', 10_000);
    order(before, WEIGHT, 'i-1', 10_000);
    await before.snapshot.write();
    const after = await restarted(file, 20_000);
    expect(after.measures.inForce()).toEqual([]);
    expect(after.store.find('ORDERS', 'i-1')?.instance).toMatchObject({ status: 'UP', overriddenStatus: 'UNKNOWN' });
    expect(after.store.find('ORDERS', 'i-1')?.instance.metadata.has('weight')).toBe(false);
    expect(after.store.find('ORDERS', 'i-1')?.isVerified).toBe(false);
  });

  it('is there although the process was killed before the next snapshot', async () => {
    const file = new OneFile();
    const before = server(file);
    register(before, 'drained', 'barred', 'heavy', 'restored');
    order(before, DRAIN, 'restored');
    before.clock.advance(1);
    await before.snapshot.write();
    before.clock.advance(1_000);
    order(before, DRAIN, 'drained');
    order(before, EVICT, 'barred', HOUR);
    order(before, WEIGHT, 'heavy');
    order(before, { action: 'restore' }, 'restored');
    await settled();
    const after = await restarted(file, 5_000);
    expect(statusOf(after, 'drained')).toBe('OUT_OF_SERVICE');
    expect(statusOf(after, 'barred')).toBeUndefined();
    expect(statusOf(after, 'restored')).toBe('UP');
    expect(after.store.find('ORDERS', 'heavy')?.instance.metadata.get('weight')).toBe('5');
    register(after, 'barred');
    expect(statusOf(after, 'barred')).toBeUndefined();
  });

  it('counts even when the snapshot is too old for its instances', async () => {
    const file = new OneFile();
    const before = server(file);
    register(before, 'i-1');
    order(before, DRAIN, 'i-1', 3 * HOUR);
    await before.snapshot.write();
    const after = server(file, 2 * HOUR);
    expect(await after.snapshot.load()).toEqual({ kind: 'ignored' });
    expect(statusOf(after, 'i-1')).toBeUndefined();
    register(after, 'i-1');
    expect(statusOf(after, 'i-1')).toBe('OUT_OF_SERVICE');
  });

  it('is taken alone where a peer has told of the instances', async () => {
    const file = new OneFile();
    const before = server(file);
    register(before, 'i-1', 'i-2');
    order(before, DRAIN, 'i-1', HOUR);
    await before.snapshot.write();
    const after = await restarted(file, 1_000, true);
    expect(Array.from(after.store.leases())).toEqual([]);
    expect(after.measures.inForce()).toMatchObject([{ kind: 'override', id: 'i-1' }]);
    expect(after.warnings).toEqual([]);
  });

  it('is missing in a snapshot of the first version, whose instances are taken', async () => {
    const file = new OneFile();
    const before = server(file);
    register(before, 'i-1');
    order(before, WEIGHT, 'i-1');
    await before.snapshot.write();
    const lines = (file.content ?? '').split('\n').filter((line) => line !== '' && !/"measure"|"sha256"/.test(line));
    const first = lines.map((line) => `${line.replace('"registrySnapshot":2', '"registrySnapshot":1')}\n`).join('');
    file.content = `${first}{"sha256":"${createHash('sha256').update(first).digest('hex')}"}\n`;
    const after = await restarted(file, 1_000);
    expect(statusOf(after, 'i-1')).toBe('UP');
    expect([after.measures.size, after.warnings]).toEqual([0, []]);
  });
});
