import { CopyIntake } from '../../src/replication/anti-entropy/copy-intake.js';
import { Tombstones } from '../../src/replication/anti-entropy/tombstones.js';
import { MODERN, sampleRegistry } from '../sample-registry.js';
import type { SampleRegistry } from '../sample-registry.js';

/** A registry with what takes the copies of others, on a clock that has run for a while. */
export interface ReceivingNode {
  readonly core: SampleRegistry;
  readonly tombstones: Tombstones;
  readonly intake: CopyIntake;
}

export function receivingNode(): ReceivingNode {
  const late: { tombstones?: Tombstones } = {};
  const core = sampleRegistry(
    MODERN,
    () => 0,
    () => ({
      tombstones: { on: (event) => late.tombstones?.on(event), missed: (call) => late.tombstones?.missed(call) },
    }),
  );
  const tombstones = new Tombstones(core.clock);
  late.tombstones = tombstones;
  core.clock.advance(1_000_000);
  const { store, overrides, leases, clock } = core;
  return { core, tombstones, intake: new CopyIntake({ store, overrides, leases, tombstones, clock }) };
}
