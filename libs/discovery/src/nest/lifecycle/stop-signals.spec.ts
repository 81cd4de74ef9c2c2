import { EventEmitter } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { stopOnSignals } from './stop-signals.js';
import type { SignalledProcess, StopSteps } from './stop-signals.js';

class FakeProcess extends EventEmitter {
  readonly exits: number[] = [];

  exit(code: number): never {
    this.exits.push(code);
    return undefined as never;
  }
}

function listening(overrides: Partial<StopSteps> = {}, process = new FakeProcess()) {
  const clock = new ManualClock();
  const said: string[] = [];
  const stop = stopOnSignals(
    process as unknown as SignalledProcess,
    {
      depart: async () => void said.push('depart'),
      isClosing: () => false,
      close: async (signal) => void said.push(`close by ${signal}`),
      deadlineMs: 10_000,
      onSignal: (signal) => void said.push(signal),
      onError: (message) => void said.push(message),
      ...overrides,
    },
    clock,
  );
  return { process, clock, said, stop };
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

describe('the first signal', () => {
  it.each(['SIGTERM', 'SIGINT'])('%s departs, closes, and lets the process end by itself', async (signal) => {
    const { process, clock, said } = listening();
    process.emit(signal, signal);
    await turns();
    expect(said).toEqual([signal, 'depart', `close by ${signal}`]);
    expect(process.listenerCount('SIGTERM') + process.listenerCount('SIGINT')).toBe(0);
    expect(process.exits).toEqual([]);
    clock.advance(1000);
    expect(process.exits).toEqual([0]);
  });

  it('leaves closing and ending to whoever closes already', async () => {
    const { process, clock, said } = listening({ isClosing: () => true });
    process.emit('SIGTERM', 'SIGTERM');
    await turns();
    expect(said).toEqual(['SIGTERM', 'depart']);
    expect(clock.pendingTimers).toBe(0);
    expect(process.exits).toEqual([]);
  });

  it('ends the process at the deadline when something hangs', async () => {
    const { process, clock, said } = listening({ close: () => new Promise(() => {}) });
    process.emit('SIGTERM', 'SIGTERM');
    await turns();
    clock.advance(9999);
    expect(process.exits).toEqual([]);
    clock.advance(1);
    expect(process.exits).toEqual([1]);
    expect(said.at(-1)).toContain('did not close within 10000 ms');
  });

  it('ends the process with 1 when closing fails', async () => {
    const { process, clock, said } = listening({ close: () => Promise.reject(new Error('the pool is stuck')) });
    process.emit('SIGTERM', 'SIGTERM');
    await turns();
    clock.advance(1000);
    expect(process.exits).toEqual([1]);
    expect(said.at(-1)).toBe('closing the application failed: Error: the pool is stuck');
  });
});

it.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
])('the second signal, %s, ends the process at once with %d', async (signal, code) => {
  const { process } = listening({ depart: () => new Promise(() => {}) });
  process.emit('SIGTERM', 'SIGTERM');
  process.emit(signal, signal);
  await turns();
  expect(process.exits).toEqual([code]);
});

it('a process with two applications ends when both have stopped', async () => {
  const quick = listening();
  let finish = (): void => {};
  const slow = listening({ close: () => new Promise<void>((resolve) => (finish = resolve)) }, quick.process);
  quick.process.emit('SIGTERM', 'SIGTERM');
  await turns();
  quick.clock.advance(5000);
  expect(quick.process.exits).toEqual([]);
  finish();
  await turns();
  slow.clock.advance(1000);
  expect(quick.process.exits).toEqual([0]);
});

it('listens no more when told so', () => {
  const { process, stop } = listening();
  stop();
  expect(process.eventNames()).toEqual([]);
});
