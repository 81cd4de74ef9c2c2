import type { InstanceInfo } from '@nest-eureka/protocol';
import { vipNames } from './local-registry-vips.js';

/** Whose instances came, went or changed; all names in upper case. */
export interface RegistryChange {
  readonly applications: ReadonlySet<string>;
  readonly vipAddresses: ReadonlySet<string>;
  readonly secureVipAddresses: ReadonlySet<string>;
}

/** Notes the changes of one fetch, of all regions. */
export class RegistryChangeNotes implements RegistryChange {
  readonly applications = new Set<string>();
  readonly vipAddresses = new Set<string>();
  readonly secureVipAddresses = new Set<string>();

  get isEmpty(): boolean {
    return this.applications.size === 0;
  }

  /** An instance stood there before, stands there now, or both. */
  note(application: string, before: InstanceInfo | undefined, after: InstanceInfo | undefined): void {
    this.applications.add(application);
    if (before !== undefined) this.#noteAddresses(before);
    if (after !== undefined) this.#noteAddresses(after);
  }

  #noteAddresses({ vipAddress, secureVipAddress }: InstanceInfo): void {
    for (const name of vipNames(vipAddress)) this.vipAddresses.add(name);
    for (const name of vipNames(secureVipAddress)) this.secureVipAddresses.add(name);
  }
}
