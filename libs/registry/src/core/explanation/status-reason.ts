import type { InstanceStatus } from '@nest-eureka/protocol';
import { englishText, said } from '../sentences/said.js';
import type { Said } from '../sentences/said.js';

/** Which of Eureka's rules gave an instance its status (server.md 2.5). */
export type StatusRule = 'reported' | 'override' | 'not-routable' | 'kept' | 'follows-peer';

export interface StatusReason {
  readonly rule: StatusRule;
  /** In plain words. */
  readonly sentence: string;
  /** The same by their codes. */
  readonly said: readonly Said[];
}

/** @param reported what the instance said of itself, undefined where only an overridden status is known */
export function statusReason(
  shown: InstanceStatus,
  reported: InstanceStatus | undefined,
  override: InstanceStatus | undefined,
): StatusReason {
  if (override !== undefined && override === shown) {
    const itself = reported === undefined ? [] : [said('status.itself', { reported })];
    return reason('override', said('status.override', { override }), ...itself);
  }
  if (override !== undefined && reported === shown) {
    return reason('not-routable', said('status.not-routable', { shown, override }));
  }
  if (reported === shown) return reason('reported', said('status.reported'));
  if (reported === undefined) return reason('follows-peer', said('status.follows-peer'));
  return reason('kept', said('status.kept', { reported, shown }));
}

function reason(rule: StatusRule, ...sentences: readonly Said[]): StatusReason {
  return { rule, sentence: englishText(sentences), said: sentences };
}
