import type { InstanceInfo } from '@nest-eureka/protocol';
import { vipNames } from './local-registry-vips.js';
import { isSameInstance } from './same-instance.js';

/** Whose instances came, went or changed; all names in upper case. */
export interface RegistryChange {
  readonly applications: ReadonlySet<string>;
  readonly vipAddresses: ReadonlySet<string>;
  readonly secureVipAddresses: ReadonlySet<string>;
}

/** Notes the changes of one fetch, of all regions. What a caller could not tell from before is none. */
export class RegistryChangeNotes implements RegistryChange {
  readonly applications = new Set<string>();
  readonly vipAddresses = new Set<string>();
  readonly secureVipAddresses = new Set<string>();

  get isEmpty(): boolean {
    return this.applications.size === 0;
  }

  /** An instance stood there before, stands there now, or both. */
  note(application: string, before: InstanceInfo | undefined, after: InstanceInfo | undefined): void {
    if (before === after || (before && after && isSameInstance(before, after))) return;
    this.applications.add(application);
    for (const version of [before, after]) {
      for (const name of vipNames(version?.vipAddress)) this.vipAddresses.add(name);
      for (const name of vipNames(version?.secureVipAddress)) this.secureVipAddresses.add(name);
    }
  }
}
