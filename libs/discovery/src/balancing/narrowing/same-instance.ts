import type { Candidate } from '../candidate.js';
import { isExcluded, picked } from '../picker.js';
import type { Picker, PickRequest, PickResult, Rule } from '../picker.js';

/** The last picked instance again, as long as it is there (client.md 6.7, same instance preference). */
export function sameInstance(inner: Rule): Rule {
  return {
    build(pool, previous) {
      const before = previous instanceof SameInstancePicker ? previous : undefined;
      const last = pool.usable.find((candidate) => candidate.id === before?.last?.id);
      return new SameInstancePicker(inner.build(pool, before?.inner), last);
    },
  };
}

class SameInstancePicker implements Picker {
  constructor(
    readonly inner: Picker,
    public last: Candidate | undefined,
  ) {}

  pick(request: PickRequest): PickResult {
    if (this.last !== undefined && !isExcluded(this.last, request)) return picked(this.last);
    const result = this.inner.pick(request);
    if (result.type === 'picked') this.last = result.candidate;
    return result;
  }
}
