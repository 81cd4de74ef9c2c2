import type { LeaseInfo } from '../model/instance-info.js';
import type { Fields } from './fields.js';
import { toInt, toLong } from './number-text.js';

/** Seconds of an instance that names none, or none that is positive (wire.md 1.3). */
const DEFAULT_RENEWAL_INTERVAL_IN_SECS = 30;
const DEFAULT_DURATION_IN_SECS = 90;

function positive(text: string | undefined, otherwise: number): number {
  const seconds = toInt(text ?? '') ?? 0;
  return seconds > 0 ? seconds : otherwise;
}

/** Reads leaseInfo; a member that is no number counts as absent, unlike in Java's XML reader, which then loses its place. */
export function readLease(fields: Fields | undefined): LeaseInfo | undefined {
  if (!fields) return undefined;
  const instant = (key: string): number => toLong(fields.number(key) ?? '') ?? 0;
  return {
    renewalIntervalInSecs: positive(fields.number('renewalIntervalInSecs'), DEFAULT_RENEWAL_INTERVAL_IN_SECS),
    durationInSecs: positive(fields.number('durationInSecs'), DEFAULT_DURATION_IN_SECS),
    registrationTimestamp: instant('registrationTimestamp'),
    lastRenewalTimestamp: instant('lastRenewalTimestamp'),
    evictionTimestamp: instant('evictionTimestamp'),
    serviceUpTimestamp: instant('serviceUpTimestamp'),
  };
}
