import { existsSync } from 'node:fs';
import { appendFile, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import type { AuditEntry } from './audit.js';
import { AuditFile } from './audit-file.js';
import { verifyAuditFile } from './verify-audit-file.js';

const DRAIN: AuditEntry = {
  action: 'drain',
  by: 'alice',
  from: '10.0.0.1',
  app: 'ORDERS',
  id: 'i-1',
  before: { status: 'UP', metadata: new Map([['db.password', 'canary']]) },
  after: { status: 'OUT_OF_SERVICE' },
  reason: 'upgrade of http://root:canary@db/',
};

describe('AuditFile', () => {
  let folder: string;
  let path: string;
  let warnings: string[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'audit-'));
    path = join(folder, 'audit.jsonl');
    warnings = [];
  });
  afterEach(() => rm(folder, { recursive: true }));

  function auditFile(at = path): AuditFile {
    return new AuditFile(at, { clock: new ManualClock(), onWarning: (message) => warnings.push(message) });
  }

  async function recordAll(...entries: readonly AuditEntry[]): Promise<void> {
    const audit = auditFile();
    for (const entry of entries) audit.record(entry);
    await audit.close();
  }

  const lines = async (): Promise<string[]> => (await readFile(path, 'utf8')).split('\n');

  it('writes who, from where, what, before, after and why, without secrets, for its owner alone', async () => {
    await recordAll(DRAIN);
    const [line = ''] = await lines();
    expect(JSON.parse(line)).toMatchObject({
      number: 1,
      action: 'drain',
      by: 'alice',
      from: '10.0.0.1',
      before: { status: 'UP', metadata: { 'db.password': '***' } },
      after: { status: 'OUT_OF_SERVICE' },
      reason: 'upgrade of http://***@db/',
    });
    expect(line).not.toContain('canary');
    expect((await stat(path)).mode & 0o077).toBe(0);
  });

  it('cuts a long text only once its secrets are masked', async () => {
    await recordAll({ ...DRAIN, reason: `http://root:canary${'y'.repeat(3000)}@db/ ${'x'.repeat(3000)}` });
    const [line = ''] = await lines();
    expect(line).not.toContain('canary');
    expect((JSON.parse(line) as AuditEntry).reason).toMatch(/^http:\/\/\*\*\*@db\/ x{1000,1990}$/);
  });

  it('goes on with the chain after a restart', async () => {
    await recordAll(DRAIN, DRAIN);
    await recordAll(DRAIN);
    expect(await verifyAuditFile(path)).toMatchObject({ kind: 'intact', entries: 3, tornLines: [] });
  });

  it('keeps a line that was cut off, chains on to it, and tells of it', async () => {
    await recordAll(DRAIN, DRAIN);
    const whole = await readFile(path);
    await writeFile(path, whole.subarray(0, -20));
    await recordAll(DRAIN, DRAIN);
    expect(await verifyAuditFile(path)).toMatchObject({ kind: 'intact', entries: 3, tornLines: [2] });
    expect((await readFile(path)).subarray(0, whole.length - 20)).toEqual(whole.subarray(0, -20));
  });

  it('goes on after a whole line that lacks only its end', async () => {
    await recordAll(DRAIN);
    await writeFile(path, (await readFile(path)).subarray(0, -1));
    await recordAll(DRAIN);
    expect(await verifyAuditFile(path)).toMatchObject({ kind: 'intact', entries: 2, tornLines: [] });
  });

  it.each([
    ['an entry that was changed', (all: string[]) => all.map((line) => line.replace('"alice"', '"bob"')), 2],
    ['an entry that was left out', (all: string[]) => all.filter((_, at) => at !== 1), 2],
    ['entries that changed places', ([a = '', b = '', c = '', ...rest]: string[]) => [a, c, b, ...rest], 2],
    ['a first entry that was left out', (all: string[]) => all.slice(1), 1],
    ['a line that was broken by hand', ([a = '', , ...rest]: string[]) => [a, 'torn?', ...rest], 3],
  ])('finds %s', async (_name, change, line) => {
    await recordAll(DRAIN, { ...DRAIN, by: 'carol' }, DRAIN);
    await writeFile(path, change(await lines()).join('\n'));
    expect(await verifyAuditFile(path)).toMatchObject({ kind: 'broken', line });
  });

  it('does not write into a file that is no audit, and says so once', async () => {
    await writeFile(path, 'precious\n');
    const audit = auditFile();
    await audit.open();
    audit.record(DRAIN);
    await audit.close();
    expect(await readFile(path, 'utf8')).toBe('precious\n');
    expect(warnings).toEqual([expect.stringContaining('no audit')]);
  });

  it('holds entries until the file can be written', async () => {
    const deep = join(folder, 'deep');
    const audit = auditFile(join(deep, 'audit.jsonl'));
    audit.record(DRAIN);
    await audit.open();
    expect(warnings).toHaveLength(1);
    const { mkdir } = await import('node:fs/promises');
    await mkdir(deep);
    audit.record({ ...DRAIN, action: 'restore' });
    await audit.close();
    expect(await verifyAuditFile(join(deep, 'audit.jsonl'))).toMatchObject({ kind: 'intact', entries: 2 });
  });

  it('begins a new file where its own was moved away or removed, and says so', async () => {
    const audit = auditFile();
    await audit.open();
    for (const take of [(): Promise<void> => rename(path, `${path}.1`), (): Promise<void> => rm(path)]) {
      audit.record(DRAIN);
      await until(async () => (await readFile(path, 'utf8').catch(() => '')).endsWith('\n'));
      await take();
    }
    audit.record({ ...DRAIN, action: 'restore' });
    await audit.close();
    expect(await verifyAuditFile(path)).toMatchObject({ kind: 'intact', entries: 1 });
    expect(await verifyAuditFile(`${path}.1`)).toMatchObject({ kind: 'intact', entries: 1 });
    expect(warnings).toEqual([
      expect.stringContaining('a new file begins'),
      expect.stringContaining('a new file begins'),
    ]);
  });

  it('loses the oldest that wait when too many do, and never one of those that are being written', async () => {
    const audit = auditFile();
    for (let entry = 0; entry < 10_010; entry++) audit.record({ ...DRAIN, id: `i-${entry}` });
    await audit.close();
    const ids = (await lines()).filter((line) => line !== '').map((line) => (JSON.parse(line) as AuditEntry).id);
    expect(new Set(ids).size).toBe(10_000);
    expect([ids.length, ids.at(-1), warnings.length]).toEqual([10_000, 'i-10009', 10]);
    expect(await verifyAuditFile(path)).toMatchObject({ kind: 'intact', entries: 10_000 });
  });

  (existsSync('/dev/full') ? it : it.skip)(
    'tells once of a disk that is full, and holds what it could not write',
    async () => {
      const audit = auditFile('/dev/full');
      audit.record(DRAIN);
      await audit.open();
      audit.record(DRAIN);
      await audit.close();
      expect(warnings).toEqual([expect.stringContaining('ENOSPC')]);
    },
  );

  it('writes each entry once when it is opened while the first are recorded', async () => {
    const audit = auditFile();
    audit.record(DRAIN);
    await Promise.all([audit.open(), audit.open()]);
    audit.record(DRAIN);
    await audit.close();
    expect(await verifyAuditFile(path)).toMatchObject({ kind: 'intact', entries: 2, tornLines: [] });
  });

  it('is broken by a line from somebody else', async () => {
    await recordAll(DRAIN);
    await appendFile(path, '{"number":2,"at":"x","previous":"y"}\n');
    expect(await verifyAuditFile(path)).toMatchObject({ kind: 'broken', line: 2 });
  });
});

/** A file is written by others than this thread; some turns of the loop later it is. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => void setImmediate(resolve));
}
