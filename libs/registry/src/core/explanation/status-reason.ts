import type { InstanceStatus } from '@nest-eureka/protocol';

/** Which of Eureka's rules gave an instance its status (server.md 2.5). */
export type StatusRule = 'reported' | 'override' | 'not-routable' | 'kept' | 'follows-peer';

export interface StatusReason {
  readonly rule: StatusRule;
  /** In plain words. */
  readonly sentence: string;
}

/** @param reported what the instance said of itself, undefined where only an overridden status is known */
export function statusReason(
  shown: InstanceStatus,
  reported: InstanceStatus | undefined,
  override: InstanceStatus | undefined,
): StatusReason {
  if (override !== undefined && override === shown) {
    const said = reported === undefined ? '' : ` The instance itself says ${reported}.`;
    return { rule: 'override', sentence: `An override sets it to ${override}, whatever the instance says.${said}` };
  }
  if (override !== undefined && reported === shown) {
    return {
      rule: 'not-routable',
      sentence: `The instance says ${shown}, which counts before the override ${override}: only UP and OUT_OF_SERVICE are overridden.`,
    };
  }
  if (reported === shown)
    return { rule: 'reported', sentence: `The instance says so itself, and nothing overrides it.` };
  if (reported === undefined) {
    return {
      rule: 'follows-peer',
      sentence: 'Another node told of it so; what the instance itself said is not known here.',
    };
  }
  return {
    rule: 'kept',
    sentence: `The instance says ${reported}, but ${shown} was set by a call of the API and stays until that is taken back or the instance is told another status.`,
  };
}
