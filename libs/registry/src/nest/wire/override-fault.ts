import { toInstanceStatus } from '@nest-eureka/protocol';
import type { InstanceInfo } from '@nest-eureka/protocol';

/**
 * Whether a peer's heartbeat brings an override that we would have to learn, because its copy is newer, and that is no status:
 * the one case in which Java looks at the text, and fails (server.md 1.4 F step 3).
 */
export function overrideCannotBeLearnt(
  findOurs: () => InstanceInfo | undefined,
  lastDirtyTimestamp: number | undefined,
  overriddenStatus: string | undefined,
): boolean {
  if (overriddenStatus === undefined || toInstanceStatus(overriddenStatus) !== undefined) return false;
  const ours = findOurs();
  return ours !== undefined && (lastDirtyTimestamp ?? 0) > (ours.lastDirtyTimestamp ?? 0);
}
