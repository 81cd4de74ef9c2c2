import { Administration } from '../src/core/administration/administration.js';
import { Enforcement } from '../src/core/administration/enforcement.js';
import { Measures } from '../src/core/administration/measures.js';
import type { MeasuresSettings } from '../src/core/administration/measures.js';
import { Attribution } from '../src/core/attribution.js';
import { assembleRegistry } from '../src/core/assemble.js';
import type { ExtraListeners, RegistryCore } from '../src/core/assemble.js';
import { Journal } from '../src/core/journal/journal.js';
import { LastHeard } from '../src/core/last-heard.js';
import { ManualClock } from '@nest-eureka/time/testing';
import { MODERN, RecordingListener } from './sample-registry.js';

export const CALLER = { name: 'ann', address: '192.0.2.7', peer: undefined } as const;

export interface AdministeredRegistry extends Pick<
  RegistryCore,
  'leases' | 'store' | 'overrides' | 'selfPreservation'
> {
  readonly clock: ManualClock;
  readonly attribution: Attribution;
  readonly journal: Journal;
  readonly measures: Measures;
  readonly administration: Administration;
  /** What peers would be told, among others. */
  readonly heard: RecordingListener;
}

interface AdministeredListeners extends ExtraListeners {
  readonly journal: Journal;
}

/** A registry with everything that operators see and do, on a clock that stands still. */
export function aRegistryWithJournal(capacity = 100, measuresSettings?: MeasuresSettings): AdministeredRegistry {
  const clock = new ManualClock();
  const attribution = new Attribution();
  const measures = new Measures(clock, measuresSettings);
  const heard = new RecordingListener();
  const core: RegistryCore<AdministeredListeners> = assembleRegistry<AdministeredListeners>(
    MODERN,
    clock,
    () => 0,
    ({ changeLog }) => ({
      observers: heard,
      lastHeard: new LastHeard(attribution),
      journal: new Journal(clock, attribution, changeLog, capacity),
      enforcement: new Enforcement(measures, () => core.leases),
    }),
  );
  const { leases, store, overrides, selfPreservation, extra } = core;
  const administration = new Administration({ store, overrides, leases, measures, clock, bulkLimit: 3 });
  return {
    leases,
    store,
    overrides,
    selfPreservation,
    clock,
    attribution,
    measures,
    administration,
    heard,
    journal: extra.journal,
  };
}
