import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import type { FillReading, FillSource } from './fill-reading.js';
import { DEFAULT_FILL_RETRY, StartUpFill } from './start-up-fill.js';
import type { FillEnd } from './start-up-fill.js';

const FILLED: FillReading = { kind: 'taken', isOurs: true, isFilled: true, leases: 3 };
const STARTING: FillReading = { kind: 'taken', isOurs: true, isFilled: false, leases: 0 };
const REFUSED: FillReading = { kind: 'refused', message: 'refused the connection' };
const FAILED: FillReading = { kind: 'failed', message: 'answered 503' };

/** Answers as it is told, after `delayMs`; an undefined answer never comes. */
class ScriptedSource implements FillSource {
  reads = 0;

  constructor(
    readonly url: string,
    private readonly clock: ManualClock,
    public answer: FillReading | undefined,
    private readonly delayMs = 0,
  ) {}

  read(): Promise<FillReading> {
    this.reads++;
    return new Promise((resolve) => {
      this.clock.after(this.delayMs, () => {
        if (this.answer !== undefined) resolve(this.answer);
      });
    });
  }
}

function starting(...answers: readonly (FillReading | undefined | [FillReading, number])[]): {
  readonly clock: ManualClock;
  readonly fill: StartUpFill;
  readonly ends: FillEnd[];
  readonly sources: readonly ScriptedSource[];
} {
  const clock = new ManualClock();
  const ends: FillEnd[] = [];
  const fill = new StartUpFill(
    { waitWhenRefusedMs: 5_000, deadlineMs: 30_000, retry: DEFAULT_FILL_RETRY },
    {
      clock,
      random: () => 0.5,
      onEnd: (end) => void ends.push(end),
      onError: (error) => {
        throw error;
      },
    },
  );
  const sources = answers.map((answer, index) =>
    Array.isArray(answer)
      ? new ScriptedSource(`http://peer${index}/`, clock, ...answer)
      : new ScriptedSource(`http://peer${index}/`, clock, answer),
  );
  fill.start(sources);
  return { clock, fill, ends, sources };
}

describe('StartUpFill', () => {
  it('is over at once without peers, and leaves no timer', () => {
    const { ends, clock } = starting();
    expect(ends).toEqual([{ reason: 'alone' }]);
    expect(clock.pendingTimers).toBe(0);
  });

  it('is over when everything of one peer is here, whatever another does', async () => {
    const { ends, clock } = starting(undefined, [FILLED, 100]);
    await clock.advanceAsync(99);
    expect(ends).toEqual([]);
    await clock.advanceAsync(2);
    expect(ends).toEqual([{ reason: 'in-step', url: 'http://peer1/', isOurs: true, leases: 3 }]);
  });

  it('counts a peer that is starting as well as in step, but only when no other peer can know more', async () => {
    const alone = starting(STARTING, REFUSED);
    await alone.clock.advanceAsync(1);
    expect(alone.ends).toEqual([{ reason: 'all-starting' }]);
    const beside = starting(STARTING, [FILLED, 4_000]);
    await beside.clock.advanceAsync(3_999);
    expect(beside.ends).toEqual([]);
    await beside.clock.advanceAsync(2);
    expect(beside.ends).toEqual([{ reason: 'in-step', url: 'http://peer1/', isOurs: true, leases: 3 }]);
  });

  it('waits five seconds for peers that refuse', async () => {
    const { ends, clock } = starting(REFUSED, REFUSED);
    await clock.advanceAsync(4_999);
    expect(ends).toEqual([]);
    await clock.advanceAsync(1);
    expect(ends).toEqual([{ reason: 'refused' }]);
  });

  it('finds a peer that comes while it waits within a second', async () => {
    const { ends, clock, sources } = starting(REFUSED);
    await clock.advanceAsync(3_000);
    sources[0]!.answer = STARTING;
    await clock.advanceAsync(1_000);
    expect(ends).toEqual([{ reason: 'all-starting' }]);
  });

  it('gives up at the deadline, and says what each peer did', async () => {
    const { ends, clock } = starting(undefined, FAILED, REFUSED);
    await clock.advanceAsync(29_999);
    expect(ends).toEqual([]);
    await clock.advanceAsync(1);
    expect(ends).toEqual([
      {
        reason: 'deadline',
        messages: [
          'http://peer0/ has not answered',
          'http://peer1/ answered 503',
          'http://peer2/ refused the connection',
        ],
      },
    ]);
  });

  it('is alone when its only peer is itself', async () => {
    const { ends, clock, sources } = starting({ kind: 'self' });
    await clock.advanceAsync(60_000);
    expect(ends).toEqual([{ reason: 'alone' }]);
    expect(sources[0]!.reads).toBe(1);
  });

  it('tells its end once and reads no more after it', async () => {
    const { ends, clock, sources } = starting(FILLED, REFUSED);
    await clock.advanceAsync(60_000);
    expect(ends).toHaveLength(1);
    expect(sources[1]!.reads).toBeLessThanOrEqual(2);
    expect(clock.pendingTimers).toBe(0);
  });

  it('says nothing any more once stopped', async () => {
    const { ends, clock, fill } = starting([FILLED, 100]);
    fill.stop();
    await clock.advanceAsync(60_000);
    expect(ends).toEqual([]);
    expect(clock.pendingTimers).toBe(0);
  });
});
