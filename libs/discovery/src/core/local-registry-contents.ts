import { appsHashCode, instanceIdOf } from '@nest-eureka/protocol';
import type { Applications, InstanceInfo, InstanceStatus } from '@nest-eureka/protocol';
import type { LocalRegistryView } from './local-registry-application.js';
import { RegistryChangeNotes } from './local-registry-change.js';
import { LocalRegistryRegion } from './local-registry-region.js';
import type { Regions } from './regions.js';
import { isSameInstance } from './same-instance.js';
import type { PausableWork } from './turns.js';

/** One or two ms of work on a fast machine; a registry of fewer instances is never seen half way. */
const INSTANCES_PER_TURN = 250;

/**
 * All instances by region, with the counts that the hash code is made of kept up with each of them. Between the turns
 * of a change readers see some instances as before and some as after it, never one half way.
 */
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

  /** In any region; the own one is asked first. The name is upper-cased already. */
  find(application: string, id: string): InstanceInfo | undefined {
    for (const region of this.#byRegion.values()) {
      const found = region.find(application, id);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /**
   * Takes over a whole registry. What is the same to callers stays the same object, so that an unchanged registry costs next
   * to nothing; its lease times then stay those of its last change, as they do with deltas.
   */
  *replaceWith({ applications }: Applications): PausableWork<RegistryChangeNotes> {
    const changes = new RegistryChangeNotes();
    const kept = new Set<InstanceInfo>();
    let done = 0;
    for (const { name, instances } of applications) {
      const application = name.toUpperCase();
      for (const instance of instances) {
        if (++done % INSTANCES_PER_TURN === 0) yield;
        kept.add(this.#put(application, instance, changes));
      }
    }
    for (const [name, region] of this.#byRegion) {
      for (const { application, id } of region.without(kept)) this.#remove(region, application, id, changes);
      if (region.isEmpty && region !== this.own) this.#byRegion.delete(name);
    }
    return changes;
  }

  /** ADDED and MODIFIED put an instance in, DELETED takes it out, without an action nothing happens (client.md 2.4). */
  *apply({ applications }: Applications): PausableWork<RegistryChangeNotes> {
    const changes = new RegistryChangeNotes();
    let done = 0;
    for (const { name, instances } of applications) {
      const application = name.toUpperCase();
      for (const instance of instances) {
        if (++done % INSTANCES_PER_TURN === 0) yield;
        switch (instance.actionType) {
          case 'ADDED':
          case 'MODIFIED':
            this.#put(application, instance, changes);
            break;
          case 'DELETED':
            this.#remove(this.#regionOf(this.regions.of(instance)), application, instanceIdOf(instance), changes);
            break;
          case undefined:
        }
      }
    }
    return changes;
  }

  /** The instance that stands there now: the one before, when that is the same to callers. */
  #put(application: string, instance: InstanceInfo, changes: RegistryChangeNotes): InstanceInfo {
    const id = instanceIdOf(instance);
    const region = this.#regionOf(this.regions.of(instance));
    const before = region.find(application, id);
    if (before !== undefined) {
      if (isSameInstance(before, instance)) return before;
      this.#count(before.status, -1);
    }
    region.put(application, id, instance);
    this.#count(instance.status, 1);
    changes.note(application, before, instance);
    return instance;
  }

  #remove(region: LocalRegistryRegion, application: string, id: string, changes: RegistryChangeNotes): void {
    const before = region.remove(application, id);
    if (before === undefined) return;
    this.#count(before.status, -1);
    changes.note(application, before, undefined);
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
