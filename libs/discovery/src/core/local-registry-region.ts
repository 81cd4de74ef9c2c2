import type { InstanceInfo } from '@nest-eureka/protocol';
import { LocalRegistryApplication } from './local-registry-application.js';
import type { LocalApplication, LocalRegistryView } from './local-registry-application.js';
import { LocalRegistryVips } from './local-registry-vips.js';

/** The applications of one region by upper-cased name, and their VIP indexes. */
export class LocalRegistryRegion {
  readonly vips: LocalRegistryVips;
  readonly secureVips: LocalRegistryVips;
  readonly #applications = new Map<string, LocalRegistryApplication>();
  #snapshots: readonly LocalApplication[] | undefined;

  constructor(private readonly view: LocalRegistryView) {
    this.vips = new LocalRegistryVips('vipAddress', view);
    this.secureVips = new LocalRegistryVips('secureVipAddress', view);
  }

  /** In the registry's order; those that did not change are the same objects as before. */
  get snapshots(): readonly LocalApplication[] {
    this.#snapshots ??= Object.freeze([...this.#applications.values()].map(({ snapshot }) => snapshot));
    return this.#snapshots;
  }

  application(name: string): LocalApplication | undefined {
    return this.#applications.get(name.toUpperCase())?.snapshot;
  }

  find(application: string, id: string): InstanceInfo | undefined {
    return this.#applications.get(application.toUpperCase())?.find(id);
  }

  /** Every instance of that id, whichever application it belongs to. */
  instancesById(id: string): readonly InstanceInfo[] {
    const found = [...this.#applications.values()].map((application) => application.find(id));
    return found.filter((instance) => instance !== undefined);
  }

  /** All instances by application and id. */
  *entries(): Iterable<readonly [application: string, id: string, instance: InstanceInfo]> {
    for (const application of this.#applications.values()) {
      for (const [id, instance] of application.entries()) yield [application.name, id, instance];
    }
  }

  /** The version that stood there before; the application's name is upper-cased already. */
  put(name: string, id: string, instance: InstanceInfo): InstanceInfo | undefined {
    let application = this.#applications.get(name);
    if (application === undefined) {
      application = new LocalRegistryApplication(name, this.view);
      this.#applications.set(name, application);
    }
    const before = application.find(id);
    application.put(id, instance);
    this.#replaced(before, instance);
    return before;
  }

  /** The version that stood there; an application goes with its last instance. */
  remove(name: string, id: string): InstanceInfo | undefined {
    const application = this.#applications.get(name);
    const before = application?.find(id);
    if (application === undefined || before === undefined) return undefined;
    application.remove(id);
    if (application.size === 0) this.#applications.delete(name);
    this.#replaced(before, undefined);
    return before;
  }

  /** Takes over the turns of round robin from the region as it was before. */
  continueFrom(other: LocalRegistryRegion): void {
    this.vips.continueFrom(other.vips);
    this.secureVips.continueFrom(other.secureVips);
  }

  #replaced(before: InstanceInfo | undefined, after: InstanceInfo | undefined): void {
    this.vips.replace(before, after);
    this.secureVips.replace(before, after);
    this.#snapshots = undefined;
  }
}
