import type { Picker, PickRequest, PickResult, Rule } from '../picker.js';
import type { Pool } from '../pool.js';
import { RibbonRoundRobin } from './ribbon-round-robin.js';

/**
 * `RetryRule`: asks round robin again while it gives nobody (client.md 6.3). Ribbon does so for `maxRetryMillis`; a pick here
 * never waits, and within one snapshot nothing more can come of it than everybody's turn.
 */
export class RibbonRetry implements Rule {
  constructor(private readonly inner: Rule = new RibbonRoundRobin()) {}

  build(pool: Pool, previous?: Picker): Picker {
    const before = previous instanceof RibbonRetryPicker ? previous.inner : undefined;
    return new RibbonRetryPicker(this.inner.build(pool, before), pool.usable.length);
  }
}

class RibbonRetryPicker implements Picker {
  constructor(
    readonly inner: Picker,
    private readonly rounds: number,
  ) {}

  pick(request: PickRequest): PickResult {
    let result = this.inner.pick(request);
    for (let round = 1; round < this.rounds && result.type === 'nobody'; round++) result = this.inner.pick(request);
    return result;
  }
}
