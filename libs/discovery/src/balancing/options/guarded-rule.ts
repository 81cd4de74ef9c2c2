import type { Picker, PickRequest, PickResult, Rule } from '../picker.js';

/** A rule that holds the user's own code: when that throws, another rule picks, and the fault is told. */
export function guarded(rule: Rule, fallback: Rule, onFailure: (error: unknown) => void): Rule {
  return {
    build(pool, previous) {
      const before = previous instanceof GuardedPicker ? previous : undefined;
      const safe = fallback.build(pool, before?.safe);
      try {
        return new GuardedPicker(rule.build(pool, before?.own), safe, onFailure);
      } catch (error) {
        onFailure(error);
        return new GuardedPicker(undefined, safe, onFailure);
      }
    },
  };
}

class GuardedPicker implements Picker {
  constructor(
    readonly own: Picker | undefined,
    readonly safe: Picker,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  pick(request: PickRequest): PickResult {
    if (this.own === undefined) return this.safe.pick(request);
    try {
      return this.own.pick(request);
    } catch (error) {
      this.onFailure(error);
      return this.safe.pick(request);
    }
  }
}
