import { INSTANCE_STATUSES } from '@nest-eureka/protocol';
import type { InstanceStatus } from '@nest-eureka/protocol';

export function appsHash(counts: ReadonlyMap<InstanceStatus, number>): string {
  let hash = '';
  for (const status of INSTANCE_STATUSES) {
    const count = counts.get(status) ?? 0;
    if (count > 0) hash += `${status}_${count}_`;
  }
  return hash;
}
