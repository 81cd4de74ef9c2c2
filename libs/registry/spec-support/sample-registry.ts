import { ManualClock } from '@nest-eureka/time/testing';
import { assembleRegistry } from '../src/core/assemble.js';
import type { ExtraListeners, RegistryCore, RegistryParts } from '../src/core/assemble.js';
import type { ModernSelfPreservationSettings } from '../src/core/modern-self-preservation.js';
import type { MissedCall, RegistryEvent, RegistryListener } from '../src/core/registry-event.js';
import type { RegistrySettings } from '../src/core/registry-settings.js';

/** Remembers what it is told. */
export class RecordingListener implements RegistryListener {
  readonly events: RegistryEvent[] = [];
  readonly misses: MissedCall[] = [];

  on(event: RegistryEvent): void {
    this.events.push(event);
  }

  missed(call: MissedCall): void {
    this.misses.push(call);
  }

  get last(): RegistryEvent | undefined {
    return this.events.at(-1);
  }
}

export const MODERN_SELF_PRESERVATION: ModernSelfPreservationSettings = {
  enabled: true,
  startShare: 0.15,
  endShare: 0.1,
  toleratedInRegistry: 5,
  toleratedInApplication: 3,
  longestHoldMs: 900_000,
  lateAfterIntervals: 1.5,
  evictedForIntervals: 2,
};

const COMMON = {
  renewalPercentThreshold: 0.85,
  renewals: { expectedClientRenewalIntervalSeconds: 30, initialExpectedClients: 1 },
  defaultOpenForTrafficCount: 1,
};

/** Every value as the modern mode has it by default. */
export const MODERN: RegistrySettings = {
  ...COMMON,
  lease: { leaseExpiry: 'exact', syncWhenTimestampDiffers: true, ownInstanceId: undefined },
  selfPreservation: { kind: 'modern', ...MODERN_SELF_PRESERVATION },
  access: { mode: 'modern', waitsForPeers: false },
};

/** Every value as Spring Cloud Netflix has it by default. */
export const NETFLIX: RegistrySettings = {
  ...COMMON,
  remembersPauses: false,
  lease: { leaseExpiry: 'twice', syncWhenTimestampDiffers: true, ownInstanceId: undefined },
  selfPreservation: { kind: 'netflix', enabled: true },
  access: { mode: 'netflix', waitWhenEmptyMs: 300_000 },
};

/** Settings under which nothing is ever held. */
export const UNGUARDED: RegistrySettings = { ...MODERN, selfPreservation: { kind: 'netflix', enabled: false } };

export interface SampleRegistry extends RegistryCore {
  readonly clock: ManualClock;
  readonly heard: RecordingListener;
}

/**
 * A whole registry on a clock that stands still.
 * @param random 0 = always the first that could be chosen
 * @param extra more listeners; the journal's place is taken
 */
export function sampleRegistry(
  settings: RegistrySettings = MODERN,
  random: () => number = () => 0,
  extra: (parts: RegistryParts) => Omit<ExtraListeners, 'journal'> = () => ({}),
): SampleRegistry {
  const clock = new ManualClock();
  const heard = new RecordingListener();
  const core = assembleRegistry(settings, clock, random, (parts) => ({ ...extra(parts), journal: heard }));
  return { ...core, clock, heard };
}
