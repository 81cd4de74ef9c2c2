import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { until } from './until.js';

/** Runs what only one process of this machine may do at a time; the others wait, each for at most `withinMs`. */
export async function exclusively(lockFile: string, withinMs: number, run: () => void): Promise<void> {
  await until(`${lockFile} is free`, () => take(lockFile), withinMs);
  try {
    run();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

function take(lockFile: string): boolean {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (!isHeld(lockFile)) rmSync(lockFile, { force: true });
    return false;
  }
}

/** A process that was killed leaves its file. */
function isHeld(lockFile: string): boolean {
  try {
    const holder = Number(readFileSync(lockFile, 'utf8'));
    // in the moment between creating and writing it is empty
    return holder === 0 || process.kill(holder, 0);
  } catch {
    return false;
  }
}
