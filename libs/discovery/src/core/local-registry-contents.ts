import { appsHashCode, instanceIdOf } from '@nest-eureka/protocol';
import type { Applications, InstanceInfo, InstanceStatus } from '@nest-eureka/protocol';
import type { LocalRegistryView } from './local-registry-application.js';
import { RegistryChangeNotes } from './local-registry-change.js';
import { LocalRegistryRegion } from './local-registry-region.js';
import type { Regions } from './regions.js';

/** All instances by region, with the counts that the hash code is made of kept up with each of them. */
export class LocalRegistryContents {
  readonly own: LocalRegistryRegion;
  readonly #byRegion = new Map<string, LocalRegistryRegion>();
  readonly #counts = new Map<InstanceStatus, number>();
  #size = 0;

  constructor(
    private readonly regions: Regions,
    private readonly view: LocalRegistryView,
  ) {
    this.own = this.#regionOf(regions.own);
  }

  get size(): number {
    return this.#size;
  }

  get appsHashCode(): string {
    return appsHashCode(this.#counts);
  }

  /** The own region first. */
  get regionNames(): readonly string[] {
    return [...this.#byRegion.keys()];
  }

  region(name: string): LocalRegistryRegion | undefined {
    return this.#byRegion.get(name);
  }

  /** In any region; the own one is asked first. */
  find(application: string, id: string): InstanceInfo | undefined {
    for (const region of this.#byRegion.values()) {
      const found = region.find(application, id);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Puts in all instances of a document. */
  fill({ applications }: Applications): void {
    for (const { name, instances } of applications) {
      for (const instance of instances) this.#put(name.toUpperCase(), instance);
    }
  }

  /** ADDED and MODIFIED put an instance in, DELETED takes it out, without an action nothing happens (client.md 2.4). */
  apply({ applications }: Applications): RegistryChangeNotes {
    const changes = new RegistryChangeNotes();
    for (const { name, instances } of applications) {
      const application = name.toUpperCase();
      for (const instance of instances) {
        switch (instance.actionType) {
          case 'ADDED':
          case 'MODIFIED':
            changes.note(application, this.#put(application, instance), instance);
            break;
          case 'DELETED':
            changes.note(application, this.#remove(application, instance), undefined);
            break;
          case undefined:
        }
      }
    }
    return changes;
  }

  /** What is different from the contents before; round robin goes on where it stood there. */
  follow(before: LocalRegistryContents): RegistryChangeNotes {
    const changes = new RegistryChangeNotes();
    for (const [name, region] of this.#byRegion) {
      const earlier = before.#byRegion.get(name);
      if (earlier !== undefined) region.continueFrom(earlier);
      for (const [application, id, instance] of region.entries()) {
        changes.note(application, earlier?.find(application, id), instance);
      }
    }
    for (const [name, region] of before.#byRegion) {
      const now = this.#byRegion.get(name);
      for (const [application, id, instance] of region.entries()) {
        if (now?.find(application, id) === undefined) changes.note(application, instance, undefined);
      }
    }
    return changes;
  }

  #put(application: string, instance: InstanceInfo): InstanceInfo | undefined {
    const region = this.#regionOf(this.regions.of(instance));
    const before = region.put(application, instanceIdOf(instance), instance);
    if (before !== undefined) this.#count(before.status, -1);
    this.#count(instance.status, 1);
    return before;
  }

  #remove(application: string, instance: InstanceInfo): InstanceInfo | undefined {
    const region = this.#byRegion.get(this.regions.of(instance));
    const before = region?.remove(application, instanceIdOf(instance));
    if (before !== undefined) this.#count(before.status, -1);
    return before;
  }

  #count(status: InstanceStatus, by: 1 | -1): void {
    this.#counts.set(status, (this.#counts.get(status) ?? 0) + by);
    this.#size += by;
  }

  #regionOf(name: string): LocalRegistryRegion {
    let region = this.#byRegion.get(name);
    if (region === undefined) {
      region = new LocalRegistryRegion(this.view);
      this.#byRegion.set(name, region);
    }
    return region;
  }
}
