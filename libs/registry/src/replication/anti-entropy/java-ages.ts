import type { InstanceInfo } from '@nest-eureka/protocol';

/** A copy and how long before the writing of its document it was renewed. */
export interface AgedCopy {
  readonly instance: InstanceInfo;
  readonly ageMs: number;
}

/**
 * The ages of what a Java server tells. Its document may have waited in a cache for minutes and its clock may be wrong, so the
 * newest renewal in the document says when it was written. A renewal is shown one duration late (server.md 2.4).
 */
export function javaAges(instances: readonly InstanceInfo[]): readonly AgedCopy[] {
  const renewals = instances.map(renewedAt);
  const writtenAt = renewals.reduce((newest, at) => Math.max(newest, at), 0);
  return instances.map((instance, index) => ({ instance, ageMs: writtenAt - (renewals[index] ?? writtenAt) }));
}

function renewedAt({ leaseInfo }: InstanceInfo): number {
  if (leaseInfo === undefined) return 0;
  const { lastRenewalTimestamp, registrationTimestamp, durationInSecs } = leaseInfo;
  const isRenewed = lastRenewalTimestamp > registrationTimestamp;
  return isRenewed ? lastRenewalTimestamp - durationInSecs * 1000 : lastRenewalTimestamp;
}
