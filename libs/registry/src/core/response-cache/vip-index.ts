import type { InstanceInfo } from '@nest-eureka/protocol';
import { addressesOf } from './vip-addresses.js';
import type { AddressKind } from './vip-addresses.js';

/** Which applications have instances of an address, so that a VIP is answered without a look at the whole registry. */
export class VipIndex {
  readonly #counts = new Map<string, Map<string, number>>();

  constructor(private readonly kind: AddressKind) {}

  /** Names of applications in the order in which they came to the address. */
  applications(address: string): readonly string[] {
    return [...(this.#counts.get(address)?.keys() ?? [])];
  }

  add(instance: InstanceInfo): void {
    for (const address of addressesOf(instance, this.kind)) {
      let counts = this.#counts.get(address);
      if (counts === undefined) this.#counts.set(address, (counts = new Map()));
      counts.set(instance.app, (counts.get(instance.app) ?? 0) + 1);
    }
  }

  remove(instance: InstanceInfo): void {
    for (const address of addressesOf(instance, this.kind)) {
      const counts = this.#counts.get(address);
      const count = counts?.get(instance.app) ?? 0;
      if (count > 1) counts?.set(instance.app, count - 1);
      else counts?.delete(instance.app);
      if (counts?.size === 0) this.#counts.delete(address);
    }
  }
}
