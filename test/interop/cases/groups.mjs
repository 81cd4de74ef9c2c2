import { batchGroups } from './batches.mjs';
import { bodyGroups } from './bodies.mjs';
import { leaseGroups } from './leases.mjs';
import { readGroups } from './reads.mjs';
import { poisonGroup, recordedGroups } from './recorded.mjs';
import { vipGroups } from './vips.mjs';

/** In the order in which they run; the poison comes last, because Java's JSON delta does not recover from it. */
export const groups = () => [
  ...recordedGroups(),
  ...readGroups(),
  ...leaseGroups(),
  ...bodyGroups(),
  ...vipGroups(),
  ...batchGroups(),
  poisonGroup(),
];
