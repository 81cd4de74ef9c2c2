import type { InstanceStatus } from '@nest-eureka/protocol';
import type { Origin } from './origin.js';

/** What the rules look at; undefined = there is none. */
export interface StatusQuestion {
  /** The status the instance says it has. */
  readonly reported: InstanceStatus;
  readonly override: InstanceStatus | undefined;
  /** The status of the lease that stands already. */
  readonly existing: InstanceStatus | undefined;
  readonly origin: Origin;
}

/** The status an instance is listed with: the first rule that has an answer (server.md 2.5). */
export function effectiveStatus({ reported, override, existing, origin }: StatusQuestion): InstanceStatus {
  if (reported !== 'UP' && reported !== 'OUT_OF_SERVICE') return reported;
  if (override !== undefined) return override;
  if (origin !== 'peer' && (existing === 'UP' || existing === 'OUT_OF_SERVICE')) return existing;
  return reported;
}
