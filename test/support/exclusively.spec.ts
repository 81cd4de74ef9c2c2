import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { exclusively } from './exclusively.js';

/** Higher than Linux, macOS and Windows give. */
const NO_PROCESS = 2 ** 30;

describe('exclusively', () => {
  let folder: string;
  let lock: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'eureka-'));
    lock = join(folder, 'lock');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('holds its file while it runs, and lets go after a failure too', async () => {
    const seen: boolean[] = [];
    await exclusively(lock, 1000, () => void seen.push(existsSync(lock)));
    const failing = exclusively(lock, 1000, () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect([...seen, existsSync(lock)]).toEqual([true, false]);
  });

  it('waits for whoever runs, and does not run when that takes too long', async () => {
    writeFileSync(lock, String(process.pid));
    let runs = 0;
    await expect(exclusively(lock, 30, () => void runs++)).rejects.toThrow('is free');
    expect(runs).toBe(0);
    const waiting = exclusively(lock, 5000, () => void runs++);
    rmSync(lock);
    await waiting;
    expect(runs).toBe(1);
  });

  it('takes over from a process that has ended without letting go', async () => {
    writeFileSync(lock, String(NO_PROCESS));
    let runs = 0;
    await exclusively(lock, 5000, () => void runs++);
    expect(runs).toBe(1);
  });
});
