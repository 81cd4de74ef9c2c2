import type { LeaseService } from '../lease-service.js';
import type { RegistryEvent, RegistryListener } from '../registry-event.js';
import type { Measures } from './measures.js';

/**
 * Holds instances to what was decided about them, whichever way they come in: who is barred goes again, at the peers too, and
 * metadata that was set is set again when an instance registers without it.
 */
export class Enforcement implements RegistryListener {
  /** @param leases asked for when something registers */
  constructor(
    private readonly measures: Measures,
    private readonly leases: () => Pick<LeaseService, 'cancel' | 'updateMetadata'>,
  ) {}

  on(event: RegistryEvent): void {
    if (event.type !== 'registered') return;
    const { app, id, instance } = event.lease;
    if (this.measures.find('bar', app, id) !== undefined) {
      this.leases().cancel(app, id, 'client');
      return;
    }
    // a node of ours where it registered does the same
    if (event.origin !== 'client') return;
    const { entries } = this.measures.find('metadata', app, id) ?? {};
    if (entries === undefined) return;
    if ([...entries].some(([name, value]) => instance.metadata.get(name) !== value)) {
      this.leases().updateMetadata(app, id, entries);
    }
  }
}
