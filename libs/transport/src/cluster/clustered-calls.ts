import { randomUUID } from 'node:crypto';
import type {
  Application,
  Applications,
  HeartbeatParameters,
  InstanceInfo,
  InstanceStatus,
} from '@nest-eureka/protocol';
import type { CallOutcome } from '../call-outcome.js';
import type { CallOptions, ReadOptions, RegistryCalls } from '../registry-calls.js';
import { REQUESTS } from './requests.js';
import type { Sessions } from './sessions.js';
import { Watching } from './watching.js';

/** Where calls go: each role chooses its registry for itself (client.md 3.1). */
export interface Roles {
  readonly registration: Sessions;
  readonly query: Sessions;
}

/** What all calls share. */
export interface CallsLine {
  readonly localAddress: string | undefined;
  close(): void;
}

/** Eureka's calls to the registries of a list. */
export class ClusteredCalls implements RegistryCalls {
  readonly watching: Watching;
  /** Names this client to registries of ours. */
  readonly #watcher = randomUUID();

  constructor(
    private readonly roles: Roles,
    private readonly line: CallsLine,
  ) {
    this.watching = new Watching(roles, this.#watcher);
  }

  register(instance: InstanceInfo, options?: CallOptions): Promise<CallOutcome<never>> {
    return this.roles.registration.send(REQUESTS.register(instance), options);
  }

  heartbeat(app: string, id: string, beat: HeartbeatParameters, options?: CallOptions): Promise<CallOutcome<never>> {
    return this.roles.registration.send(REQUESTS.heartbeat(app, id, beat), options);
  }

  cancel(app: string, id: string, options?: CallOptions): Promise<CallOutcome<never>> {
    return this.roles.registration.send(REQUESTS.cancel(app, id), options);
  }

  overrideStatus(
    app: string,
    id: string,
    status: InstanceStatus,
    lastDirtyTimestamp: number | undefined,
    options?: CallOptions,
  ): Promise<CallOutcome<never>> {
    return this.roles.registration.send(REQUESTS.overrideStatus(app, id, status, lastDirtyTimestamp), options);
  }

  removeOverride(
    app: string,
    id: string,
    lastDirtyTimestamp: number | undefined,
    options?: CallOptions,
  ): Promise<CallOutcome<never>> {
    return this.roles.registration.send(REQUESTS.removeOverride(app, id, lastDirtyTimestamp), options);
  }

  applications(options?: ReadOptions): Promise<CallOutcome<Applications>> {
    return this.roles.query.send(REQUESTS.applications(options?.regions, this.#watcher), options);
  }

  delta(options?: ReadOptions): Promise<CallOutcome<Applications>> {
    return this.roles.query.send(REQUESTS.delta(options?.regions, this.#watcher), options);
  }

  vip(address: string, options?: ReadOptions & { readonly secure?: boolean }): Promise<CallOutcome<Applications>> {
    return this.roles.query.send(
      REQUESTS.vip(address, options?.secure === true, options?.regions, this.#watcher),
      options,
    );
  }

  application(name: string, options?: CallOptions): Promise<CallOutcome<Application>> {
    return this.roles.query.send(REQUESTS.application(name), options);
  }

  instance(app: string | undefined, id: string, options?: CallOptions): Promise<CallOutcome<InstanceInfo>> {
    return this.roles.query.send(REQUESTS.instance(app, id), options);
  }

  get localAddress(): string | undefined {
    return this.line.localAddress;
  }

  close(): void {
    this.line.close();
  }
}
