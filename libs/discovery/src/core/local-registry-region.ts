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

  get isEmpty(): boolean {
    return this.#applications.size === 0;
  }

  /** The application's name is upper-cased already, as in all that follows. */
  find(application: string, id: string): InstanceInfo | undefined {
    return this.#applications.get(application)?.find(id);
  }

  /** Every instance of that id, whichever application it belongs to. */
  instancesById(id: string): readonly InstanceInfo[] {
    const found = [...this.#applications.values()].map((application) => application.find(id));
    return found.filter((instance) => instance !== undefined);
  }

  /** Where the instances stand that are none of these. */
  without(kept: ReadonlySet<InstanceInfo>): readonly { readonly application: string; readonly id: string }[] {
    const others: { application: string; id: string }[] = [];
    for (const application of this.#applications.values()) {
      application.forEach((instance, id) => {
        if (!kept.has(instance)) others.push({ application: application.name, id });
      });
    }
    return others;
  }

  put(name: string, id: string, instance: InstanceInfo): void {
    let application = this.#applications.get(name);
    if (application === undefined) {
      application = new LocalRegistryApplication(name, this.view);
      this.#applications.set(name, application);
    }
    const before = application.find(id);
    application.put(id, instance);
    this.#replaced(before, instance);
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

  #replaced(before: InstanceInfo | undefined, after: InstanceInfo | undefined): void {
    this.vips.replace(before, after);
    this.secureVips.replace(before, after);
    this.#snapshots = undefined;
  }
}
