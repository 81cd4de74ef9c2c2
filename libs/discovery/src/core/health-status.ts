import type { InstanceStatus } from '@nest-eureka/protocol';

/** What a health check found: fine, not fine, or nothing that should change the status. */
export type HealthResult = 'up' | 'down' | 'unchanged';

/** Terminus' result as a health result; a degraded one answers 200, and a host that is shutting down keeps its status (client.md 7.2). */
export function healthResultOf(status: string | undefined): HealthResult {
  if (status === 'ok' || status === 'degraded') return 'up';
  return status === 'shutting_down' ? 'unchanged' : 'down';
}

/** What a failing check threw: Terminus wraps its result in an HTTP exception; anything else means down (client.md 1.8). */
export function healthResultOfError(error: unknown): HealthResult {
  if (typeof error !== 'object' || error === null) return 'down';
  if (!('getResponse' in error) || typeof error.getResponse !== 'function') return 'down';
  const result: unknown = error.getResponse();
  const hasStatus = typeof result === 'object' && result !== null && 'status' in result;
  return hasStatus && result.status === 'shutting_down' ? 'unchanged' : 'down';
}

/** How many equal results in a row turn a group; all at least 1. */
export interface HealthStatusOptions {
  /** @default 2: one failing check is often a hiccup, and an instance taken out costs capacity */
  readonly downAfter?: number;
  /** @default 1: whoever is well again should carry its share at once */
  readonly upAfter?: number;
  /** Names of the groups of checks; the worst of them decides. @default one group */
  readonly groups?: readonly string[];
}

interface Group {
  readonly isUp: boolean | undefined;
  /** Results in a row that speak against `isUp`. */
  readonly against: number;
}

const UNSEEN: Group = { isUp: undefined, against: 0 };

/** The status that follows from health checks: it does not follow each of them, and none at all once the instance leaves. */
export class HealthStatus {
  readonly #groups: Map<string, Group>;
  readonly #downAfter: number;
  readonly #upAfter: number;
  #isFrozen = false;

  constructor(options: HealthStatusOptions = {}) {
    this.#downAfter = options.downAfter ?? 2;
    this.#upAfter = options.upAfter ?? 1;
    this.#groups = new Map((options.groups ?? ['']).map((name) => [name, UNSEEN]));
  }

  /**
   * The status to set, undefined for "leave it as it is". The first result of a group counts at once. UP needs a result of
   * every group, DOWN that of one.
   */
  observe(result: HealthResult, group = ''): InstanceStatus | undefined {
    if (this.#isFrozen || result === 'unchanged') return undefined;
    this.#groups.set(group, this.#turned(this.#groups.get(group) ?? UNSEEN, result === 'up'));
    const groups = [...this.#groups.values()];
    if (groups.some(({ isUp }) => isUp === false)) return 'DOWN';
    return groups.every(({ isUp }) => isUp === true) ? 'UP' : undefined;
  }

  /** The status stays what it is: a healthy instance that leaves must not come back (client.md 8.1.12). */
  freeze(): void {
    this.#isFrozen = true;
  }

  #turned({ isUp, against }: Group, isUpNow: boolean): Group {
    if (isUp === isUpNow) return { isUp, against: 0 };
    const needed = isUpNow ? this.#upAfter : this.#downAfter;
    return isUp === undefined || against + 1 >= needed ? { isUp: isUpNow, against: 0 } : { isUp, against: against + 1 };
  }
}
