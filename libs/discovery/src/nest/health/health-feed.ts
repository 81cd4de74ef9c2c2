import type { InstanceStatus } from '@nest-eureka/protocol';
import { Loop } from '@nest-eureka/time';
import type { TimerClock } from '@nest-eureka/time';
import { HealthStatus, healthResultOf, healthResultOfError } from '../../core/health-status.js';
import type { HealthResult } from '../../core/health-status.js';

/** A check as Terminus makes it, `() => health.check([...])`; of what it gives, the status counts. */
export type HealthCheck = () => { readonly status: string } | Promise<{ readonly status: string }>;

/** One check, or several by name, the worst of which decides. */
export type HealthSource = HealthCheck | Readonly<Record<string, HealthCheck>>;

export interface HealthFeedSettings {
  /** Between the end of one round of checks and the next. */
  readonly intervalMs: number;
  /** A check that takes longer counts as failed, so that a hung one neither hides nor piles up. */
  readonly timeoutMs: number;
}

export interface HealthFeedDeps {
  readonly clock: TimerClock;
  readonly onStatus: (status: InstanceStatus) => void;
}

/** Lets the health of the application be its status in the registry (client.md 1.11). */
export class HealthFeed {
  readonly #checks: ReadonlyMap<string, HealthCheck>;
  readonly #status: HealthStatus;
  readonly #loop: Loop;
  /** Groups whose check has not ended yet, however long ago it was given up. */
  readonly #underWay = new Set<string>();

  constructor(
    source: HealthSource,
    private readonly settings: HealthFeedSettings,
    private readonly deps: HealthFeedDeps,
  ) {
    this.#checks = new Map(typeof source === 'function' ? [['', source]] : Object.entries(source));
    this.#status = new HealthStatus({ groups: [...this.#checks.keys()] });
    this.#loop = new Loop(
      settings.intervalMs,
      () => this.checkNow(),
      deps.clock,
      () => {},
    );
  }

  start(): void {
    if (this.#checks.size > 0) this.#loop.start();
  }

  /** From now on the status stays what it is, whatever a check that is under way finds. */
  freeze(): void {
    this.#status.freeze();
    this.#loop.stop();
  }

  /** Never rejects. */
  async checkNow(): Promise<void> {
    const results = await Promise.all(
      [...this.#checks].map(async ([group, check]) => [group, await this.#resultOf(group, check)] as const),
    );
    let status: InstanceStatus | undefined;
    for (const [group, result] of results) status = this.#status.observe(result, group) ?? status;
    if (status !== undefined) this.deps.onStatus(status);
  }

  /** A check that hangs is not asked again before it ends: what it holds on to must not become more. */
  async #resultOf(group: string, check: HealthCheck): Promise<HealthResult> {
    if (this.#underWay.has(group)) return 'down';
    this.#underWay.add(group);
    const ended = resultOf(check).finally(() => this.#underWay.delete(group));
    let cancel = (): void => {};
    const timeUp = new Promise<HealthResult>((resolve) => {
      cancel = this.deps.clock.after(this.settings.timeoutMs, () => resolve('down'));
    });
    const result = await Promise.race([ended, timeUp]);
    cancel();
    return result;
  }
}

async function resultOf(check: HealthCheck): Promise<HealthResult> {
  try {
    return healthResultOf((await check()).status);
  } catch (error) {
    return healthResultOfError(error);
  }
}
