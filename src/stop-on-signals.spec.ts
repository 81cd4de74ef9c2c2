import { EventEmitter } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { stopOnSignals } from './stop-on-signals.js';

/** The part of a process that is used, with the codes it was told to exit with. */
class ProcessLike extends EventEmitter {
  readonly exits: number[] = [];
  readonly stdout = { write: (): boolean => true };
  readonly stderr = { write: (): boolean => true };
  exit(code: number): void {
    this.exits.push(code);
  }
}

describe('stopOnSignals', () => {
  it('lets a stop take its time when that is the longest a timer has', async () => {
    const process = new ProcessLike();
    let finish = (): void => {};
    stopOnSignals(process as never, {
      timeoutMs: 2_147_483_647,
      stop: () => new Promise<void>((resolve) => (finish = resolve)),
    });
    process.emit('SIGTERM', 'SIGTERM');
    // a timer out of range fires after 1 ms, before one of 2 ms that is set later
    await new Promise((resolve) => void setTimeout(resolve, 2));
    expect(process.exits).toEqual([]);
    finish();
    await new Promise((resolve) => void setImmediate(resolve));
    expect(process.exits).toEqual([0]);
  });

  it('exits with 1 when stopping fails, and with 130 at the second signal', async () => {
    const process = new ProcessLike();
    stopOnSignals(process as never, { timeoutMs: 60_000, stop: () => Promise.reject(new Error('no')) });
    process.emit('SIGTERM', 'SIGTERM');
    await new Promise((resolve) => void setImmediate(resolve));
    process.emit('SIGINT', 'SIGINT');
    expect(process.exits).toEqual([1, 130]);
  });
});
