import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { diskFiles } from './registry-copy-files.js';

describe('files on the disk', () => {
  let folder = '';
  let path = '';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'registry-copy-'));
    path = join(folder, 'nest-eureka', 'orders.jsonl');
  });

  afterEach(() => rm(folder, { recursive: true }));

  const linesOf = async (file: string): Promise<string[]> => {
    const lines: string[] = [];
    for await (const line of diskFiles.lines(file)) lines.push(line);
    return lines;
  };

  it('give back the lines that were written, however long and in whatever letters', async () => {
    const lines = ['header', 'é😀\u2028'.repeat(50_000), '', 'x'.repeat(200_000), 'end'];
    await diskFiles.replace(path, lines);
    expect(await linesOf(path)).toEqual(lines);
  });

  it('are kept to the user with their folder, and leave no draft', async () => {
    await diskFiles.replace(path, ['one']);
    await diskFiles.replace(path, ['two']);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(path))).mode & 0o777).toBe(0o700);
    expect(await readdir(dirname(path))).toEqual(['orders.jsonl']);
    expect(await readFile(path, 'utf8')).toBe('two\n');
  });

  it('keep the old file when the new one fails', async () => {
    await diskFiles.replace(path, ['old']);
    const failing = function* (): Generator<string> {
      yield 'new';
      throw new Error('no more');
    };
    await expect(diskFiles.replace(path, failing())).rejects.toThrow('no more');
    expect(await linesOf(path)).toEqual(['old']);
    expect(await readdir(dirname(path))).toEqual(['orders.jsonl']);
  });

  it('say by code that there is none', async () => {
    await expect(linesOf(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('refuse a place that is no folder', async () => {
    await writeFile(join(folder, 'nest-eureka'), '');
    await expect(diskFiles.replace(path, ['one'])).rejects.toMatchObject({ code: expect.any(String) });
  });
});
