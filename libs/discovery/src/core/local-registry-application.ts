import type { Application, InstanceInfo } from '@nest-eureka/protocol';
import { shuffled } from './shuffle.js';

/** One application as the client knows it, immutable. */
export interface LocalApplication extends Application {
  /** Those to be called, in random order: only instances that are UP, unless the client is told to keep all. */
  readonly instances: readonly InstanceInfo[];
  /** All that the registry has, whatever their status, in its order. */
  readonly allInstances: readonly InstanceInfo[];
}

/** Which instances a reader is shown, and in which order. */
export interface LocalRegistryView {
  readonly filterOnlyUpInstances: boolean;
  readonly random: () => number;
}

/** The instances that a caller may be given, shuffled. */
export function callableInstances(instances: Iterable<InstanceInfo>, view: LocalRegistryView): readonly InstanceInfo[] {
  const all = [...instances];
  return shuffled(view.filterOnlyUpInstances ? all.filter(({ status }) => status === 'UP') : all, view.random);
}

/** The instances of one application by id; what readers get of them is made at the first read after a change. */
export class LocalRegistryApplication {
  readonly #byId = new Map<string, InstanceInfo>();
  #snapshot: LocalApplication | undefined;

  constructor(
    readonly name: string,
    private readonly view: LocalRegistryView,
  ) {}

  get size(): number {
    return this.#byId.size;
  }

  get snapshot(): LocalApplication {
    this.#snapshot ??= Object.freeze({
      name: this.name,
      instances: callableInstances(this.#byId.values(), this.view),
      allInstances: Object.freeze([...this.#byId.values()]),
    });
    return this.#snapshot;
  }

  find(id: string): InstanceInfo | undefined {
    return this.#byId.get(id);
  }

  forEach(visit: (instance: InstanceInfo, id: string) => void): void {
    this.#byId.forEach(visit);
  }

  put(id: string, instance: InstanceInfo): void {
    this.#byId.set(id, instance);
    this.#snapshot = undefined;
  }

  remove(id: string): void {
    this.#byId.delete(id);
    this.#snapshot = undefined;
  }
}
