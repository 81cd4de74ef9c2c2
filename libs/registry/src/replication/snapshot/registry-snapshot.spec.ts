import { describe, expect, it } from '@jest/globals';
import { sampleInstance } from '../../../spec-support/sample-instance.js';
import { OneFile, snapshotServer as server } from '../../../spec-support/snapshot-server.js';
import type { SnapshotServer } from '../../../spec-support/snapshot-server.js';

const register = ({ leases }: SnapshotServer, ...ids: string[]): void => {
  for (const instanceId of ids) leases.register('ORDERS', sampleInstance({ instanceId }), 'client');
};
const ids = ({ store }: SnapshotServer): string[] => Array.from(store.leases(), ({ id }) => id);
const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

describe('RegistrySnapshot', () => {
  it('brings back what was registered, as it was, unverified and with its true age', async () => {
    const file = new OneFile();
    const before = server(file, 1_000_000);
    register(before, 'a', 'b');
    before.leases.overrideStatus('ORDERS', 'b', 'OUT_OF_SERVICE', undefined, 'client');
    before.clock.advance(20_000);
    await before.snapshot.write();
    const after = server(file, 1_050_000);
    expect(await after.snapshot.load()).toEqual({
      kind: 'loaded',
      savedAt: 1_700_001_020_000,
      instances: 2,
      measures: 0,
    });
    expect(ids(after)).toEqual(['a', 'b']);
    expect(after.leases.find('ORDERS', 'b')?.status).toBe('OUT_OF_SERVICE');
    const lease = after.store.find('ORDERS', 'a');
    expect(lease?.isVerified).toBe(false);
    expect(lease?.toWire(undefined).leaseInfo?.lastRenewalTimestamp).toBe(1_700_001_000_000);
    expect(lease?.instance.metadata).toEqual(before.store.find('ORDERS', 'a')?.instance.metadata);
  });

  it('lets go after one lease who does not renew, and keeps who does', async () => {
    const file = new OneFile();
    const before = server(file);
    register(before, ...Array.from({ length: 20 }, (_, index) => `i-${index}`));
    await before.snapshot.write();
    const after = server(file, 60_000);
    await after.snapshot.load();
    after.clock.advance(89_000);
    after.leases.renew('ORDERS', 'i-7', {}, 'client');
    after.leases.evict(0);
    expect(ids(after).length).toBe(20);
    after.clock.advance(1_001);
    expect(after.leases.find('ORDERS', 'i-3')).toBeUndefined();
    for (let pass = 0; pass < 20; pass++) after.leases.evict(0);
    expect(ids(after)).toEqual(['i-7']);
    expect(after.store.find('ORDERS', 'i-7')?.isVerified).toBe(true);
    // who was never known to be there is not missing either
    expect(after.selfPreservation.holds()).toEqual([]);
  });

  it('brings nobody back who was cancelled or evicted after it was written', async () => {
    const file = new OneFile();
    const before = server(file);
    register(before, 'stays', 'cancelled', 'evicted');
    await before.snapshot.write();
    before.leases.cancel('ORDERS', 'cancelled', 'client');
    before.clock.advance(60_000);
    before.leases.renew('ORDERS', 'stays', {}, 'client');
    before.clock.advance(31_000);
    before.leases.evict(0);
    await settled();
    const after = server(file, 100_000);
    await after.snapshot.load();
    expect(ids(after)).toEqual(['stays']);
    // nor out of an older copy of another node
    expect(after.tombstones.blocks({ app: 'ORDERS', id: 'cancelled', dirtyAt: 1000, ageMs: 150_000 })).toBe(true);
  });

  it('brings nobody back who went while it was being written', async () => {
    const file = new OneFile();
    const before = server(file);
    register(before, 'a', 'b', 'c');
    const writing = before.snapshot.write();
    before.leases.cancel('ORDERS', 'a', 'client');
    before.leases.cancel('ORDERS', 'c', 'client');
    await writing;
    await settled();
    const after = server(file);
    await after.snapshot.load();
    expect(ids(after)).toEqual(['b']);
  });

  it('keeps cancels, so that they hold on the node that starts', async () => {
    const file = new OneFile();
    const before = server(file);
    register(before, 'a');
    before.leases.cancel('ORDERS', 'a', 'client');
    before.clock.advance(5_000);
    await before.snapshot.write();
    const after = server(file, 8_000);
    await after.snapshot.load();
    expect(after.tombstones.blocks({ app: 'ORDERS', id: 'a', dirtyAt: 1000, ageMs: 8_001 })).toBe(true);
    expect(after.tombstones.blocks({ app: 'ORDERS', id: 'a', dirtyAt: 1000, ageMs: 7_999 })).toBe(false);
  });

  it('leaves alone who is there already and who was cancelled elsewhere', async () => {
    const file = new OneFile();
    const before = server(file);
    register(before, 'here', 'gone');
    await before.snapshot.write();
    const after = server(file, 10_000);
    register(after, 'here');
    after.tombstones.put({ app: 'ORDERS', id: 'gone', dirtyAt: 1000, cancelledAt: 5_000 });
    expect(await after.snapshot.load()).toMatchObject({ instances: 0 });
    expect(after.store.find('ORDERS', 'here')?.isVerified).toBe(true);
    expect(ids(after)).toEqual(['here']);
  });

  it.each([
    ['cut off', (text: string) => text.slice(0, text.indexOf('{"sha256')), 'ends too soon'],
    ['changed by hand', (text: string) => text.replace('10.0.0.1', '10.0.0.2'), 'hash does not fit'],
    ['something else', () => '{"a":1}\n', 'no snapshot that this version can read'],
    ['empty', () => '', 'ends too soon'],
    ['of a later version', (text: string) => text.replace('{"registrySnapshot":2', '{"registrySnapshot":3'), 'version'],
  ])('is ignored with a warning when it is %s', async (_, broken, warning) => {
    const file = new OneFile();
    const before = server(file);
    register(before, 'a');
    await before.snapshot.write();
    file.content = broken(file.content ?? '');
    const after = server(file);
    expect(await after.snapshot.load()).toEqual({ kind: 'ignored' });
    expect(ids(after)).toEqual([]);
    expect(after.warnings.join()).toContain(warning);
  });

  it('is ignored when it is too old, or from the future', async () => {
    const file = new OneFile();
    const before = server(file, 10_000_000);
    register(before, 'a');
    await before.snapshot.write();
    for (const at of [13_600_001, 6_399_999]) {
      const after = server(file, at);
      expect(await after.snapshot.load()).toEqual({ kind: 'ignored' });
      expect(after.warnings.join()).toContain('3600 s old');
    }
  });

  it('is used although the process ended within the last line behind it', async () => {
    const file = new OneFile();
    const before = server(file);
    register(before, 'a', 'b');
    await before.snapshot.write();
    before.leases.cancel('ORDERS', 'a', 'client');
    await settled();
    file.content += '{"gone":["ORDERS","b';
    const after = server(file);
    await after.snapshot.load();
    expect(ids(after)).toEqual(['b']);
  });

  it('starts with nothing and without a word where there is none', async () => {
    const { snapshot, warnings } = server(new OneFile());
    expect(await snapshot.load()).toEqual({ kind: 'none' });
    expect(warnings).toEqual([]);
  });

  it('says once that the disk takes nothing, and writes when it does again', async () => {
    const file = new OneFile();
    const { snapshot, warnings } = server(file);
    file.fails = true;
    await snapshot.write();
    await snapshot.write();
    expect(warnings).toEqual(['The snapshot registry.snapshot cannot be written: disk full']);
    file.fails = false;
    await snapshot.conclude();
    expect(file.content).toContain('registrySnapshot');
  });

  it('holds no start up whose disk hangs', async () => {
    const file = new OneFile();
    file.hangs = true;
    const { snapshot, clock, warnings } = server(file);
    const loading = snapshot.load();
    clock.advance(10_000);
    expect(await loading).toEqual({ kind: 'ignored' });
    expect(warnings.join()).toContain('hangs');
  });

  it('is no longer restored from when nobody was heard of over several starts', async () => {
    const file = new OneFile();
    const first = server(file);
    register(first, 'a');
    await first.snapshot.write();
    const second = server(file, 3_000_000);
    await second.snapshot.load();
    await second.snapshot.write();
    const third = server(file, 4_000_000);
    expect(await third.snapshot.load()).toMatchObject({ kind: 'loaded', instances: 0 });
  });
});
