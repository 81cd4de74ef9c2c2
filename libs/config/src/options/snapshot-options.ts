import type { RegistrySnapshotOptions } from '../registry-snapshot-options.js';
import { optional, single } from './option.js';
import type { Option } from './option.js';
import { integerType, MOST_INT, textType } from './value-type.js';

const duration = integerType(1, MOST_INT);

/** `eureka.server.snapshot.*`; the types are held equal to RegistrySnapshotOptions. */
export const snapshotOptions: { readonly [K in keyof RegistrySnapshotOptions]: Option<RegistrySnapshotOptions[K]> } = {
  path: optional(
    textType,
    'A file that the registry is kept in for a start of all nodes at once; each server needs one of its own.',
  ),
  intervalMs: single(duration, 30_000, 'Pause between two snapshots.', { unit: 'ms' }),
  maxAgeMs: single(duration, 3_600_000, 'An older snapshot is not used.', { unit: 'ms' }),
};
