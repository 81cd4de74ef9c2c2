import { filter, Observable } from 'rxjs';
import { instanceIdOf } from '@nest-eureka/protocol';
import type { Applications, InstanceInfo, InstanceStatus } from '@nest-eureka/protocol';
import type { CallOutcome } from '@nest-eureka/transport';
import type { ClientEvent } from '../core/client-event.js';
import type { LocalApplication } from '../core/local-registry-application.js';
import type { LocalApplications } from '../core/local-registry.js';
import type { FetchReport } from '../core/registry-fetcher-outcome.js';
import type { RegistrationReport } from '../core/registration-report.js';
import type { DiscoveryCore } from './discovery-core.js';
import type { OwnServices } from './own-services.js';
import type { ApplicationDeparture } from './lifecycle/application-departure.js';
import { InstanceWatch } from './services/instance-watch.js';
import type { Instances } from './services/instance-watch.js';
import type { InstanceSource } from './services/service.js';

/** One event by its name. */
export type ClientEventOf<T extends ClientEvent['type']> = Extract<ClientEvent, { readonly type: T }>;

/**
 * The client as the application sees it. Look-ups answer at once from the local copy of the registry, also while no registry
 * can be reached; what asks a registry gives a promise and never rejects (client.md 5.1).
 */
export class ConnectedClient implements InstanceSource {
  constructor(
    private readonly core: DiscoveryCore,
    private readonly own: OwnServices,
    private readonly departure: ApplicationDeparture,
  ) {}

  /** Everything that happens, as it happens; completes when the application has stopped. */
  get events$(): Observable<ClientEvent> {
    return this.core.events.asObservable();
  }

  /** One kind of event, such as `on('registry-fetched')`. */
  on<T extends ClientEvent['type']>(type: T): Observable<ClientEventOf<T>> {
    return this.core.events.pipe(filter((event): event is ClientEventOf<T> => event.type === type));
  }

  getApplication(name: string): LocalApplication | undefined {
    return this.core.registry.getApplication(name);
  }

  /** The own region. */
  getApplications(): LocalApplications {
    return this.core.registry.getApplications();
  }

  getApplicationsForARegion(region: string): LocalApplications | undefined {
    return this.core.registry.getApplicationsForARegion(region);
  }

  getAllKnownRegions(): readonly string[] {
    return this.core.registry.getAllKnownRegions();
  }

  /** Also those that are not UP. */
  getInstancesById(id: string): readonly InstanceInfo[] {
    return this.core.registry.getInstancesById(id);
  }

  getInstancesByVipAddress(address: string, secure = false, region?: string): readonly InstanceInfo[] {
    return this.core.registry.getInstancesByVipAddress(address, secure, region);
  }

  getInstancesByVipAddressAndAppName(
    address: string | undefined,
    application: string | undefined,
    secure = false,
  ): readonly InstanceInfo[] {
    return this.core.registry.getInstancesByVipAddressAndAppName(address, application, secure);
  }

  /** The instances of an address in turn. Throws `NoInstanceError` when there is none. */
  getNextServerFromEureka(address: string, secure = false): InstanceInfo {
    return this.core.registry.getNextServerFromEureka(address, secure);
  }

  /** Lower-cased names of all services that have an instance to be called. */
  getServices(): readonly string[] {
    return this.core.discovery.getServices();
  }

  /** By service name, in any case of letters: from the registry, or from the configured list. */
  getInstances(serviceId: string): Instances {
    return this.core.discovery.getInstances(serviceId);
  }

  /** The instances of a service as they change: an Observable, and an async iterable for `for await`. */
  watch(serviceId: string): InstanceWatch {
    return new InstanceWatch((subscriber) => {
      let last: Instances | undefined;
      const tell = (): void => {
        const now = this.getInstances(serviceId);
        if (last !== undefined && isSameList(last, now)) return;
        last = now;
        subscriber.next(now);
      };
      tell();
      const name = serviceId.toUpperCase();
      const cancel = this.core.registry.onChange(({ vipAddresses }) => vipAddresses.has(name) && tell());
      const end = this.core.events.subscribe({ complete: () => subscriber.complete() });
      return () => {
        cancel();
        end.unsubscribe();
      };
    });
  }

  /** The status that this application has in the registry; UNKNOWN until it was seen there (client.md 1.10). */
  getInstanceRemoteStatus(): InstanceStatus {
    const info = this.own.all[0]?.own.info;
    return info === undefined ? 'UNKNOWN' : this.core.registry.statusOf(info.app, instanceIdOf(info));
  }

  /** How the registration stands, the first of several; undefined before the server listens, or where none is wanted. */
  get registration(): RegistrationReport | undefined {
    return this.own.all[0]?.registration.report;
  }

  /** By service name. */
  get registrations(): ReadonlyMap<string, RegistrationReport> {
    return new Map(this.own.all.map(({ own, registration }) => [own.info.app, registration.report]));
  }

  /** How the local copy of the registry stands. */
  get fetching(): FetchReport {
    return this.core.fetcher.report;
  }

  /** Fetches the registry now instead of at the next interval, or joins the fetch under way. */
  async refresh(): Promise<FetchReport> {
    await this.core.fetcher.refresh();
    return this.core.fetcher.report;
  }

  /**
   * Leaves the registry now, in the order and within the time of the drain, as closing the application does. It goes on
   * running, and looking others up, but is not registered again.
   */
  shutdown(): Promise<void> {
    return this.departure.depart();
  }

  /** The whole registry as a registry has it now, beside the local copy. */
  fetchApplications(): Promise<CallOutcome<Applications>> {
    return this.core.calls.applications();
  }

  /** One instance as a registry has it now. */
  getInstanceInfo(app: string, id: string): Promise<CallOutcome<InstanceInfo>> {
    return this.core.calls.instance(app, id);
  }

  /** Overrides the status of an instance in the registry, whatever it says itself, until that is taken back. */
  setStatus(status: InstanceStatus, instance: InstanceInfo): Promise<CallOutcome<never>> {
    const { app, lastDirtyTimestamp } = instance;
    return this.core.calls.overrideStatus(app, instanceIdOf(instance), status, lastDirtyTimestamp);
  }

  cancelOverrideStatus(instance: InstanceInfo): Promise<CallOutcome<never>> {
    return this.core.calls.removeOverride(instance.app, instanceIdOf(instance), instance.lastDirtyTimestamp);
  }
}

/** An instance that has not changed is the same object. */
function isSameList(before: Instances, after: Instances): boolean {
  const known = new Set(before);
  return before.length === after.length && after.every((instance) => known.has(instance));
}
