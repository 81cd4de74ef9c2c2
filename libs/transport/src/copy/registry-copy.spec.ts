import { describe, expect, it } from '@jest/globals';
import { instanceIdOf } from '@nest-eureka/protocol';
import type { Applications } from '@nest-eureka/protocol';
import { ManualClock } from '@nest-eureka/time/testing';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { sampleRegistry } from '../../spec-support/sample-registry.js';
import { RegistryCopy } from './registry-copy.js';
import type { CopyFiles } from './registry-copy-files.js';

/** A disk in memory. */
class FakeFiles implements CopyFiles {
  readonly content = new Map<string, readonly string[]>();
  writes = 0;
  fault: Error | undefined;
  isHung = false;

  async *lines(path: string): AsyncGenerator<string> {
    if (this.isHung) await new Promise(() => undefined);
    if (this.fault !== undefined) throw this.fault;
    const lines = this.content.get(path);
    if (lines === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
    yield* lines;
  }

  async replace(path: string, lines: Iterable<string>): Promise<void> {
    this.writes += 1;
    if (this.isHung) await new Promise(() => undefined);
    if (this.fault !== undefined) throw this.fault;
    this.content.set(path, [...lines]);
  }
}

const FILE = 'copy.jsonl';
const DAY_MS = 86_400_000;

function copying(
  files = new FakeFiles(),
  serviceUrl = 'http://user:secret@registry/eureka/',
  clock = new ManualClock(),
) {
  const warnings: string[] = [];
  const copy = new RegistryCopy(
    { file: FILE, serviceUrl, maxAgeMs: DAY_MS },
    { files, clock, onWarning: (message) => warnings.push(message) },
  );
  return { files, clock, copy, warnings };
}

const orders = (...ids: readonly string[]): Applications =>
  sampleRegistry(ids.map((instanceId) => sampleInstance({ instanceId })));

const idsOf = (registry: Applications | undefined): readonly string[] | undefined =>
  registry?.applications.flatMap(({ instances }) => instances.map(instanceIdOf));

describe('a copy of the registry', () => {
  it('gives back all that was kept, with the time, also an application of many instances', async () => {
    const { copy, files, clock } = copying();
    const many = Array.from({ length: 250 }, (_, index) => sampleInstance({ instanceId: `o${index}` }));
    const registry = sampleRegistry([
      ...many,
      sampleInstance({ app: 'BILLING', instanceId: 'b1', status: 'DOWN', metadata: new Map([['a\u2028b\n', '"ü"']]) }),
    ]);
    copy.offer(() => registry, true);
    await copy.stop();
    const savedAt = clock.now();
    clock.advance(60_000);
    const loaded = await copying(files, undefined, clock).copy.load();
    expect(loaded?.savedAt).toBe(savedAt);
    expect(loaded?.registry.versionsDelta).toBe(-1);
    expect(loaded?.registry.applications.flatMap(({ instances }) => instances)).toEqual(
      registry.applications.flatMap(({ instances }) => instances),
    );
  });

  it('holds no credentials', async () => {
    const { copy, files } = copying();
    copy.offer(() => orders('o1'), true);
    await copy.stop();
    expect(JSON.stringify([...files.content])).not.toContain('secret');
    expect(files.content.get(FILE)?.[0]).toContain('"http://registry/eureka/"');
  });

  it('is written at once, then at most once in two minutes with what is true by then, and when stopped', async () => {
    const { copy, files, clock } = copying();
    copy.offer(() => orders('o1'), true);
    await clock.advanceAsync(1000);
    expect(files.writes).toBe(1);
    let now = orders('o1', 'o2');
    copy.offer(() => now, true);
    copy.offer(() => now, true);
    now = orders('o3');
    await clock.advanceAsync(118_999);
    expect(files.writes).toBe(1);
    await clock.advanceAsync(1);
    expect(files.writes).toBe(2);
    expect(idsOf((await copy.load())?.registry)).toEqual(['o3']);
    copy.offer(() => orders('o4'), true);
    await copy.stop();
    expect(files.writes).toBe(3);
    expect(idsOf((await copying(files, undefined, clock).copy.load())?.registry)).toEqual(['o4']);
    copy.offer(() => orders('o5'), true);
    await clock.advanceAsync(60_000);
    expect(files.writes).toBe(3);
    expect(clock.pendingTimers).toBe(0);
  });

  it('is not written again while nothing changes, but for its age', async () => {
    const { copy, files, clock } = copying();
    for (let minutes = 0; minutes < 24 * 60; minutes++) {
      copy.offer(() => orders('o1'), false);
      await clock.advanceAsync(60_000);
    }
    expect(files.writes).toBe(8);
  });

  it('is not replaced by an empty registry', async () => {
    const { copy, files } = copying();
    copy.offer(() => orders('o1'), true);
    await copy.stop();
    const next = copying(files).copy;
    next.offer(() => sampleRegistry([]), true);
    await next.stop();
    expect(idsOf((await copying(files).copy.load())?.registry)).toEqual(['o1']);
  });

  it('is nothing, without a warning, when there is no file', async () => {
    const { copy, warnings } = copying();
    expect(await copy.load()).toBeUndefined();
    expect(warnings).toEqual([]);
  });

  it.each([
    ['is too old', (lines: readonly string[]) => lines, DAY_MS + 1, 'is ignored: it is 86400 s old'],
    ['comes from the future', (lines: readonly string[]) => lines, -DAY_MS - 2000, 'is ignored: it is 86402 s old'],
    ['is cut off', (lines: readonly string[]) => lines.slice(0, -1), 0, 'it has 1 of 2 instances'],
    ['is garbage', () => ['%PDF-1.7'], 0, 'no copy of a registry'],
    ['is of another version', () => ['{"registryCopy":99}'], 0, 'no copy of a registry'],
    ['is empty', () => [], 0, 'it is empty'],
    ['has garbage within', (lines: readonly string[]) => [lines[0] ?? '', '{"application":'], 0, 'is ignored'],
  ])('is ignored with a warning when it %s', async (_, spoil, laterMs, warning) => {
    const { copy, files, clock } = copying();
    copy.offer(
      () =>
        sampleRegistry([sampleInstance({ instanceId: 'o1' }), sampleInstance({ app: 'BILLING', instanceId: 'b1' })]),
      true,
    );
    await copy.stop();
    files.content.set(FILE, spoil(files.content.get(FILE) ?? []));
    const later = copying(files, undefined, new ManualClock(clock.now() + laterMs));
    expect(await later.copy.load()).toBeUndefined();
    expect(later.warnings).toEqual([expect.stringContaining(warning)]);
  });

  it('of another registry is ignored', async () => {
    const { copy, files } = copying();
    copy.offer(() => orders('o1'), true);
    await copy.stop();
    const other = copying(files, 'http://elsewhere/eureka/');
    expect(await other.copy.load()).toBeUndefined();
    expect(other.warnings).toEqual([expect.stringContaining('it is of http://registry/eureka/')]);
  });

  it('that cannot be written is one warning, until it can be again', async () => {
    const { copy, files, clock, warnings } = copying();
    const offerAndWait = async (): Promise<void> => {
      copy.offer(() => orders('o1'), true);
      await clock.advanceAsync(120_000);
    };
    files.fault = new Error('read-only file system, http://user:secret@host/');
    await offerAndWait();
    await offerAndWait();
    expect(warnings).toEqual([
      'The copy of the registry in copy.jsonl cannot be written: read-only file system, http://***@host/',
    ]);
    files.fault = undefined;
    await offerAndWait();
    expect(files.content.size).toBe(1);
    files.fault = new Error('disk full');
    await offerAndWait();
    expect(warnings).toHaveLength(2);
  });

  it('that cannot be read is a warning', async () => {
    const { copy, files, warnings } = copying();
    files.fault = new Error('permission denied');
    expect(await copy.load()).toBeUndefined();
    expect(warnings).toEqual(['The copy of the registry in copy.jsonl cannot be read: permission denied']);
  });

  it('on a disk that hangs holds neither the start nor the stop for longer than 2 s', async () => {
    const { copy, files, clock } = copying();
    files.isHung = true;
    const loading = copy.load();
    await clock.advanceAsync(2000);
    expect(await loading).toBeUndefined();
    copy.offer(() => orders('o1'), true);
    const stopping = copy.stop();
    await clock.advanceAsync(2000);
    await stopping;
    expect(clock.pendingTimers).toBe(0);
    expect(files.writes).toBe(1);
  });
});
