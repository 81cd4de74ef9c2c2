import type { InstanceInfo } from '@nest-eureka/protocol';
import { callableInstances } from './local-registry-application.js';
import type { LocalRegistryView } from './local-registry-application.js';

interface VipEntry {
  readonly instances: Set<InstanceInfo>;
  /** Made at the first read after a change. */
  callable: readonly InstanceInfo[] | undefined;
  position: number;
}

/** The names that a VIP address stands for: split at commas, not trimmed; '' is a name too (client.md 0.2). */
export function vipNames(address: string | undefined): readonly string[] {
  if (address === undefined) return [];
  const upperCased = address.toUpperCase();
  return upperCased.includes(',') ? upperCased.split(',') : [upperCased];
}

/** Instances by VIP name. Only the lists of names that a change touches are made anew. */
export class LocalRegistryVips {
  readonly #entries = new Map<string, VipEntry>();

  /** `address` is the field that the names are read from. */
  constructor(
    private readonly address: 'vipAddress' | 'secureVipAddress',
    private readonly view: LocalRegistryView,
  ) {}

  /** In the same random order until one of them changes. */
  instancesOf(address: string): readonly InstanceInfo[] {
    const entry = this.#entries.get(address.toUpperCase());
    return entry ? this.#callableOf(entry) : [];
  }

  /** Each in turn. Unlike in Java the turn goes on when the registry is refreshed, so that all get the same share. */
  next(address: string): InstanceInfo | undefined {
    const entry = this.#entries.get(address.toUpperCase());
    if (entry === undefined) return undefined;
    const callable = this.#callableOf(entry);
    if (callable.length === 0) return undefined;
    entry.position = (entry.position + 1) % callable.length;
    return callable[entry.position];
  }

  /** Puts an instance in the place of its earlier version; either may be absent. */
  replace(before: InstanceInfo | undefined, after: InstanceInfo | undefined): void {
    // added first, so that the name of a lone instance keeps its turn
    if (after !== undefined) for (const name of vipNames(after[this.address])) this.#add(name, after);
    if (before !== undefined) for (const name of vipNames(before[this.address])) this.#takeOut(name, before);
  }

  #add(name: string, instance: InstanceInfo): void {
    const entry = this.#entries.get(name);
    if (entry === undefined) {
      this.#entries.set(name, { instances: new Set([instance]), callable: undefined, position: 0 });
      return;
    }
    entry.instances.add(instance);
    entry.callable = undefined;
  }

  #takeOut(name: string, instance: InstanceInfo): void {
    const entry = this.#entries.get(name);
    if (entry === undefined) return;
    entry.instances.delete(instance);
    entry.callable = undefined;
    if (entry.instances.size === 0) this.#entries.delete(name);
  }

  #callableOf(entry: VipEntry): readonly InstanceInfo[] {
    entry.callable ??= callableInstances(entry.instances, this.view);
    return entry.callable;
  }
}
