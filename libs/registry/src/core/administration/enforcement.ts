import type { Lease } from '../lease.js';
import type { LeaseService } from '../lease-service.js';
import type { RegistryEvent, RegistryListener } from '../registry-event.js';
import type { Measures } from './measures.js';

/**
 * Holds instances to what was decided about them, whichever way they come in: who is barred goes again, at the peers too; an
 * override and metadata that were set are set again when an instance registers without them, after a restart for one.
 */
export class Enforcement implements RegistryListener {
  /** @param leases asked for when something registers */
  constructor(
    private readonly measures: Measures,
    private readonly leases: () => Pick<LeaseService, 'cancel' | 'overrideStatus' | 'updateMetadata'>,
  ) {}

  on(event: RegistryEvent): void {
    if (event.type === 'status-changed' && event.cause !== 'renewal' && event.origin === 'client')
      this.#hear(event.lease);
    if (event.type !== 'registered') return;
    const { app, id, instance } = event.lease;
    if (this.measures.find('bar', app, id) !== undefined) {
      this.leases().cancel(app, id, 'client');
      return;
    }
    // a node of ours where it registered does the same
    if (event.origin !== 'client') return;
    const { status } = this.measures.find('override', app, id) ?? {};
    if (status !== undefined && instance.overriddenStatus === 'UNKNOWN')
      this.leases().overrideStatus(app, id, status, undefined, 'client');
    const { entries } = this.measures.find('metadata', app, id) ?? {};
    if (entries === undefined) return;
    if ([...entries].some(([name, value]) => instance.metadata.get(name) !== value)) {
      this.leases().updateMetadata(app, id, entries);
    }
  }

  /** Whoever sets another override, or takes it away, by the plain API has the last word about it. */
  #hear({ app, id, instance }: Lease): void {
    const { status } = this.measures.find('override', app, id) ?? {};
    if (status !== undefined && instance.overriddenStatus !== status) this.measures.lift('override', app, id);
  }
}
