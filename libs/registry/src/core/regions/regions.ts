import type { InstanceInfo } from '@nest-eureka/protocol';
import type { RegionRegistry } from './region-registry.js';

/** The other regions that this registry knows, in the order of the configuration. */
export class Regions {
  constructor(readonly registries: readonly RegionRegistry[]) {}

  /** Whether each of them has been read at least once (server.md 4.9); true when there is none. */
  areReady(): boolean {
    return this.registries.every(({ isReady }) => isReady);
  }

  /** Past white-lists, in the first region that has it (server.md 1.4 E). Application names in any case. */
  find(app: string, id: string): InstanceInfo | undefined {
    return this.#first((region) => region.find(app.toUpperCase(), id)?.instance);
  }

  findById(id: string): InstanceInfo | undefined {
    return this.#first((region) => region.findById(id)?.instance);
  }

  /** The name of the first region that has it. */
  regionOf(app: string, id: string): string | undefined {
    return this.#first((region) => (region.find(app.toUpperCase(), id) === undefined ? undefined : region.name));
  }

  #first<T>(look: (region: RegionRegistry) => T | undefined): T | undefined {
    for (const region of this.registries) {
      const found = look(region);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}
