import type { Picker, PickRequest, PickResult, Rule, RuleWrapper } from '../picker.js';
import type { Pool } from '../pool.js';
import type { ProbedHealth } from './probed-health.js';

/**
 * Keeps instances whose last probe failed from any rule, as Spring's health check supplier does. When all fail it is more
 * likely the probe that is wrong, and all are used, as Spring documents it (its code then has nobody, client.md 6.7).
 */
export function unlessFailing(health: ProbedHealth): RuleWrapper {
  return (inner) => ({
    build: (pool, previous) =>
      new UnlessFailingPicker(
        pool,
        inner,
        health,
        previous instanceof UnlessFailingPicker ? previous.inner : undefined,
      ),
  });
}

class UnlessFailingPicker implements Picker {
  #revision: number | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly rule: Rule,
    private readonly health: ProbedHealth,
    public inner: Picker | undefined,
  ) {}

  pick(request: PickRequest): PickResult {
    if (this.inner === undefined || this.#revision !== this.health.revision) {
      this.#revision = this.health.revision;
      this.inner = this.rule.build(withoutFailing(this.pool, this.health), this.inner);
    }
    return this.inner.pick(request);
  }
}

function withoutFailing(pool: Pool, health: ProbedHealth): Pool {
  const usable = pool.usable.filter(({ id }) => !health.isFailing(id));
  if (usable.length === 0 || usable.length === pool.usable.length) return pool;
  const failing = pool.usable.filter(({ id }) => health.isFailing(id));
  return { ...pool, usable, ejected: [...pool.ejected, ...failing] };
}
