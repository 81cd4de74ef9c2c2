import type { Picker, PickRequest, PickResult, Rule, RuleWrapper } from '../picker.js';
import type { Pool } from '../pool.js';

/**
 * What an active probe has found so far. `revision` grows with each change; nobody knows an instance that was never probed,
 * and it is then not healthy.
 */
export interface ProbedHealth {
  readonly revision: number;
  isHealthy(id: string): boolean;
}

/** Spring's health check supplier: only instances whose last probe was good; nobody, when none was (client.md 6.7). */
export function healthChecked(health: ProbedHealth): RuleWrapper {
  return (inner) => ({
    build: (pool, previous) =>
      new HealthCheckedPicker(
        pool,
        inner,
        health,
        previous instanceof HealthCheckedPicker ? previous.inner : undefined,
      ),
  });
}

class HealthCheckedPicker implements Picker {
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
      const healthy = this.pool.usable.filter(({ id }) => this.health.isHealthy(id));
      const down = [...this.pool.down, ...this.pool.usable.filter(({ id }) => !this.health.isHealthy(id))];
      this.inner = this.rule.build({ ...this.pool, usable: healthy, down }, this.inner);
    }
    return this.inner.pick(request);
  }
}
