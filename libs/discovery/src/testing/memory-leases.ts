import { appsHashCodeOf, instanceIdOf } from '@nest-eureka/protocol';
import type { ActionType, Application, Applications, InstanceInfo } from '@nest-eureka/protocol';
import type { Cancel } from '@nest-eureka/time';

/** The instances of a registry in memory, and what has changed, in the order of the changes. */
export class MemoryLeases {
  readonly #instances = new Map<string, InstanceInfo>();
  readonly #changes = new Map<string, InstanceInfo>();
  readonly #listeners = new Set<() => void>();
  #version = 0;

  get instances(): readonly InstanceInfo[] {
    return [...this.#instances.values()];
  }

  find(app: string | undefined, id: string): InstanceInfo | undefined {
    if (app !== undefined) return this.#instances.get(keyOf(app, id));
    return this.instances.find((instance) => instanceIdOf(instance) === id);
  }

  put(instance: InstanceInfo): void {
    const key = keyOf(instance.app, instanceIdOf(instance));
    const isKnown = this.#instances.has(key);
    this.#instances.set(key, instance);
    this.#note(key, instance, isKnown ? 'MODIFIED' : 'ADDED');
  }

  delete(app: string, id: string): InstanceInfo | undefined {
    const key = keyOf(app, id);
    const instance = this.#instances.get(key);
    if (instance === undefined) return undefined;
    this.#instances.delete(key);
    this.#note(key, instance, 'DELETED');
    return instance;
  }

  /** Everything at once, as after a restart of the registry; no change is noted. */
  clear(): void {
    this.#instances.clear();
    this.#changes.clear();
    this.#tell();
  }

  onChange(listener: () => void): Cancel {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  all(): Applications {
    return this.#document(this.instances, 1);
  }

  /** By VIP address, in any case of letters. */
  withAddress(address: string, secure: boolean): Applications {
    const wanted = address.toUpperCase();
    const names = ({ vipAddress, secureVipAddress }: InstanceInfo): readonly string[] =>
      ((secure ? secureVipAddress : vipAddress) ?? '').toUpperCase().split(',');
    return this.#document(
      this.instances.filter((instance) => names(instance).includes(wanted)),
      1,
    );
  }

  delta(): Applications {
    return this.#document([...this.#changes.values()], this.#version);
  }

  #note(key: string, instance: InstanceInfo, actionType: ActionType): void {
    this.#version++;
    this.#changes.delete(key);
    this.#changes.set(key, { ...instance, actionType });
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  #document(instances: readonly InstanceInfo[], versionsDelta: number): Applications {
    const byName = new Map<string, InstanceInfo[]>();
    for (const instance of instances) byName.set(instance.app, [...(byName.get(instance.app) ?? []), instance]);
    const applications = Array.from(byName, ([name, members]): Application => ({ name, instances: members }));
    return { versionsDelta, appsHashCode: this.#hash(), applications };
  }

  #hash(): string {
    return appsHashCodeOf({ applications: [{ name: '', instances: this.instances }] });
  }
}

function keyOf(app: string, id: string): string {
  return `${app.toUpperCase()}\n${id}`;
}
