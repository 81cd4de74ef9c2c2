import type { Attribution } from './attribution.js';
import type { RegistryEvent, RegistryListener } from './registry-event.js';

/** Notes on each lease who has told of its last sign of life. */
export class LastHeard implements RegistryListener {
  constructor(private readonly attribution: Attribution) {}

  on(event: RegistryEvent): void {
    if (event.type !== 'renewed' && event.type !== 'registered') return;
    event.lease.heardBy = this.attribution.caller;
    event.lease.heardOrigin = event.origin;
  }
}
