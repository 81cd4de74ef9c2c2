import type { Picker, PickRequest, PickResult, Rule } from '../picker.js';

/** Leaves out the instances already tried; when that leaves nobody, any may be had again (client.md 6.7, retry-aware supplier). */
export function retryAware(inner: Rule): Rule {
  return {
    build: (pool, previous) =>
      new RetryAwarePicker(inner.build(pool, previous instanceof RetryAwarePicker ? previous.inner : undefined)),
  };
}

class RetryAwarePicker implements Picker {
  constructor(readonly inner: Picker) {}

  pick(request: PickRequest): PickResult {
    const result = this.inner.pick(request);
    if (result.type === 'picked' || result.reason !== 'all-excluded') return result;
    return this.inner.pick({ ...request, exclude: undefined });
  }
}
