import type { Candidate } from '../candidate.js';
import type { Picker, PickRequest, PickResult, Random, RuleWrapper } from '../picker.js';

export interface SlowStartOptions {
  /** How long an instance counts as fresh, ms: since it appeared, or came back from ejection. */
  readonly windowMs: number;
  /** Share of its usual requests that it gets at the very start, above 0…1; it grows evenly to 1. @default 0.1 */
  readonly from?: number;
}

/** After so many picks in vain a fresh instance gets the request all the same. */
const TRIES = 8;

/**
 * Fresh instances get few requests first. Works around any rule by drawing again: what the inner rule picks is accepted with
 * the instance's share. A rule that always gives the same instance to a request (hash, sticky) is thus not slowed down.
 */
export function slowStart(options: SlowStartOptions, random: Random): RuleWrapper {
  return (inner) => ({
    build: (pool, previous) => {
      const before = previous instanceof SlowStartPicker ? previous.inner : undefined;
      const freshest = pool.usable.reduce((at, { stats }) => Math.max(at, stats.freshSince ?? -Infinity), -Infinity);
      return new SlowStartPicker(inner.build(pool, before), freshest + options.windowMs, options, random);
    },
  });
}

class SlowStartPicker implements Picker {
  constructor(
    readonly inner: Picker,
    private readonly endsAt: number,
    private readonly options: SlowStartOptions,
    private readonly random: Random,
  ) {}

  pick(request: PickRequest): PickResult {
    let result = this.inner.pick(request);
    if (request.now >= this.endsAt) return result;
    for (let tries = 1; tries < TRIES && result.type === 'picked'; tries++) {
      if (this.random() < shareOf(result.candidate, request.now, this.options)) return result;
      result = this.inner.pick(request);
    }
    return result;
  }
}

/** The share of its usual requests that a candidate gets. */
export function shareOf({ stats }: Candidate, now: number, { windowMs, from = 0.1 }: SlowStartOptions): number {
  if (stats.freshSince === undefined || windowMs <= 0) return 1;
  const age = Math.max(0, now - stats.freshSince) / windowMs;
  return Math.min(1, from + (1 - from) * age);
}
