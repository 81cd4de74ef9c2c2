import type { Clock } from '@nest-eureka/time';
import { RegistryListing } from '../../core/listing/registry-listing.js';
import type { ServerCore } from '../registry-core.js';
import { OperationsResource } from './operations-resource.js';

export function createOperationsResource(core: ServerCore, clock: Clock, node: string): OperationsResource {
  const { store, overrides, selfPreservation, measures, changeLog, history } = core;
  const yieldToOthers = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
  return new OperationsResource({
    store,
    overrides,
    selfPreservation,
    measures,
    changeLog,
    history,
    journal: core.extra.journal,
    listing: new RegistryListing(store, yieldToOthers),
    clock,
    node,
  });
}
