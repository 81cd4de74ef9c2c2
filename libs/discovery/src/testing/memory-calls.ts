import { instanceIdOf } from '@nest-eureka/protocol';
import type {
  Application,
  Applications,
  HeartbeatParameters,
  InstanceInfo,
  InstanceStatus,
} from '@nest-eureka/protocol';
import type { CallOptions, CallOutcome, ReadOptions, RegistryCalls } from '@nest-eureka/transport';
import type { MemoryLeases } from './memory-leases.js';

/** A call that a registry in memory was asked for. */
export interface RecordedCall {
  readonly name: 'register' | 'heartbeat' | 'cancel' | 'override' | 'read';
  /** `APP/id`, or what was read. */
  readonly about: string;
  readonly status: InstanceStatus | undefined;
}

/** What a registry answers when it is in order. */
export interface MemoryAnswer<T> {
  readonly status: number;
  readonly value?: T | undefined;
}

/** Where calls go: it notes each, and answers or is out of order. */
export interface MemoryLine {
  readonly leases: MemoryLeases;
  call<T>(
    noted: RecordedCall,
    options: CallOptions | undefined,
    respond: () => MemoryAnswer<T>,
  ): Promise<CallOutcome<T>>;
}

/** Eureka's calls to a registry in memory. Regions mean nothing to it. */
export class MemoryCalls implements RegistryCalls {
  readonly localAddress = '127.0.0.1';

  constructor(private readonly line: MemoryLine) {}

  register(instance: InstanceInfo, options?: CallOptions): Promise<CallOutcome<never>> {
    const { leases } = this.line;
    return this.#about('register', instance.app, instanceIdOf(instance), instance.status, options, () => {
      leases.put(overridden(instance, leases.find(instance.app, instanceIdOf(instance))));
      return 204;
    });
  }

  heartbeat(app: string, id: string, beat: HeartbeatParameters, options?: CallOptions): Promise<CallOutcome<never>> {
    const isKnown = (): boolean => this.line.leases.find(app, id) !== undefined;
    const status = beat.status as InstanceStatus | undefined;
    return this.#about('heartbeat', app, id, status, options, () => (isKnown() ? 200 : 404));
  }

  cancel(app: string, id: string, options?: CallOptions): Promise<CallOutcome<never>> {
    const take = (): boolean => this.line.leases.delete(app, id) !== undefined;
    return this.#about('cancel', app, id, undefined, options, () => (take() ? 200 : 404));
  }

  overrideStatus(
    app: string,
    id: string,
    status: InstanceStatus,
    _lastDirtyTimestamp: number | undefined,
    options?: CallOptions,
  ): Promise<CallOutcome<never>> {
    const { leases } = this.line;
    return this.#about('override', app, id, status, options, () => {
      const instance = leases.find(app, id);
      if (instance === undefined) return 404;
      leases.put({ ...instance, overriddenStatus: status, status: status === 'UNKNOWN' ? 'UP' : status });
      return 200;
    });
  }

  removeOverride(
    app: string,
    id: string,
    lastDirtyTimestamp: number | undefined,
    options?: CallOptions,
  ): Promise<CallOutcome<never>> {
    return this.overrideStatus(app, id, 'UNKNOWN', lastDirtyTimestamp, options);
  }

  applications(options?: ReadOptions): Promise<CallOutcome<Applications>> {
    return this.#read('apps', options, () => this.line.leases.all());
  }

  delta(options?: ReadOptions): Promise<CallOutcome<Applications>> {
    return this.#read('apps/delta', options, () => this.line.leases.delta());
  }

  vip(address: string, options?: ReadOptions & { readonly secure?: boolean }): Promise<CallOutcome<Applications>> {
    const secure = options?.secure === true;
    return this.#read(`${secure ? 'svips' : 'vips'}/${address}`, options, () => {
      const found = this.line.leases.withAddress(address, secure);
      return found.applications.length > 0 ? found : undefined;
    });
  }

  application(name: string, options?: CallOptions): Promise<CallOutcome<Application>> {
    const wanted = name.toUpperCase();
    return this.#read(`apps/${name}`, options, () =>
      this.line.leases.all().applications.find((application) => application.name === wanted),
    );
  }

  instance(app: string | undefined, id: string, options?: CallOptions): Promise<CallOutcome<InstanceInfo>> {
    return this.#read(`instances/${id}`, options, () => this.line.leases.find(app, id));
  }

  close(): void {}

  #about(
    name: RecordedCall['name'],
    app: string,
    id: string,
    status: InstanceStatus | undefined,
    options: CallOptions | undefined,
    respond: () => number,
  ): Promise<CallOutcome<never>> {
    return this.line.call<never>({ name, about: `${app}/${id}`, status }, options, () => ({ status: respond() }));
  }

  #read<T>(about: string, options: CallOptions | undefined, read: () => T | undefined): Promise<CallOutcome<T>> {
    return this.line.call<T>({ name: 'read', about, status: undefined }, options, () => {
      const value = read();
      return value === undefined ? { status: 404 } : { status: 200, value };
    });
  }
}

/** An override stays, whatever an instance says of itself when it registers again (server.md 2.5). */
function overridden(instance: InstanceInfo, known: InstanceInfo | undefined): InstanceInfo {
  const { overriddenStatus = 'UNKNOWN' } = known ?? {};
  return overriddenStatus === 'UNKNOWN' ? instance : { ...instance, overriddenStatus, status: overriddenStatus };
}
