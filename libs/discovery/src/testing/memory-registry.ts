import { instanceIdOf } from '@nest-eureka/protocol';
import type { InstanceInfo, InstanceStatus } from '@nest-eureka/protocol';
import type { CallOptions, CallOutcome, RegistryCalls } from '@nest-eureka/transport';
import { MemoryLeases } from './memory-leases.js';

/** How a registry that is out of order behaves. */
export type Outage = 'refuses' | 'hangs' | 'fails' | 'locks-out';

/** A call that a registry in memory was asked for, oldest first. */
export interface RecordedCall {
  readonly name: 'register' | 'heartbeat' | 'cancel' | 'override' | 'read';
  /** `APP/id`, or what was read. */
  readonly about: string;
  readonly status: InstanceStatus | undefined;
}

const SERVER = 'memory:';

/**
 * A Eureka registry without HTTP, for tests: whatever it is told stays until it is told otherwise, no lease ends by itself.
 * Everything comes out at the next turn of the event loop, as it would from a server.
 */
export class MemoryRegistry {
  readonly #leases = new MemoryLeases();
  readonly #killed = new Map<string, InstanceInfo>();
  readonly #recorded: RecordedCall[] = [];
  #outage: Outage | undefined;

  /** Puts instances in, as if they had registered. */
  add(...instances: readonly InstanceInfo[]): this {
    for (const instance of instances) this.#leases.put(instance);
    return this;
  }

  get instances(): readonly InstanceInfo[] {
    return this.#leases.instances;
  }

  /** What clients have asked, in order. */
  get calls(): readonly RecordedCall[] {
    return this.#recorded;
  }

  find(app: string, id: string): InstanceInfo | undefined {
    return this.#leases.find(app, id);
  }

  /** The instance is gone, as after its eviction. @returns whether there was one */
  kill(id: string): boolean {
    const instance = this.#leases.find(undefined, id);
    if (instance === undefined) return false;
    this.#leases.delete(instance.app, id);
    this.#killed.set(id, instance);
    return true;
  }

  /** A killed instance is back as it was. @returns whether there was one */
  revive(id: string): boolean {
    const instance = this.#killed.get(id);
    if (instance === undefined) return false;
    this.#killed.delete(id);
    this.#leases.put(instance);
    return true;
  }

  setStatus(id: string, status: InstanceStatus): void {
    const instance = this.#leases.find(undefined, id);
    if (instance !== undefined) this.#leases.put({ ...instance, status });
  }

  /** From now on every call fails in this way, until `recover`. */
  breakDown(outage: Outage): void {
    this.#outage = outage;
  }

  recover(): void {
    this.#outage = undefined;
  }

  /** As after a restart: nobody is registered. */
  forgetEverything(): void {
    this.#leases.clear();
  }

  /** The calls that a client makes; give them to whatever is under test. */
  clientCalls(): RegistryCalls {
    const answer = this.#answer.bind(this);
    const leases = this.#leases;
    const record = (name: RecordedCall['name'], about: string, status?: InstanceStatus): void =>
      void this.#recorded.push({ name, about, status });
    const override = (app: string, id: string, status: InstanceStatus, options?: CallOptions) => {
      record('override', `${app}/${id}`, status);
      return answer<never>(options, () => {
        const instance = leases.find(app, id);
        if (instance === undefined) return { status: 404 };
        leases.put({ ...instance, overriddenStatus: status, status: status === 'UNKNOWN' ? 'UP' : status });
        return { status: 200 };
      });
    };
    const read = <T>(about: string, options: CallOptions | undefined, value: () => T | undefined) => {
      record('read', about);
      return answer<T>(options, () => {
        const found = value();
        return found === undefined ? { status: 404 } : { status: 200, value: found };
      });
    };
    return {
      localAddress: '127.0.0.1',
      register(instance, options) {
        record('register', `${instance.app}/${instanceIdOf(instance)}`, instance.status);
        return answer<never>(options, () => (leases.put(instance), { status: 204 }));
      },
      heartbeat(app, id, beat, options) {
        record('heartbeat', `${app}/${id}`, beat.status as InstanceStatus | undefined);
        return answer<never>(options, () => ({ status: leases.find(app, id) === undefined ? 404 : 200 }));
      },
      cancel(app, id, options) {
        record('cancel', `${app}/${id}`);
        return answer<never>(options, () => ({ status: leases.delete(app, id) === undefined ? 404 : 200 }));
      },
      overrideStatus: (app, id, status, _dirtyAt, options) => override(app, id, status, options),
      removeOverride: (app, id, _dirtyAt, options) => override(app, id, 'UNKNOWN', options),
      applications: (options) => read('apps', options, () => leases.all()),
      delta: (options) => read('delta', options, () => leases.delta()),
      vip: (address, options) =>
        read(`vips/${address}`, options, () => {
          const { applications, ...rest } = leases.all();
          const wanted = address.toUpperCase();
          const hasIt = ({ vipAddress, secureVipAddress }: InstanceInfo): boolean =>
            ((options?.secure === true ? secureVipAddress : vipAddress) ?? '')
              .toUpperCase()
              .split(',')
              .includes(wanted);
          return {
            ...rest,
            applications: applications
              .map(({ name, instances }) => ({ name, instances: instances.filter(hasIt) }))
              .filter(({ instances }) => instances.length > 0),
          };
        }),
      application: (name, options) =>
        read(`apps/${name}`, options, () =>
          leases.all().applications.find((application) => application.name === name.toUpperCase()),
        ),
      instance: (app, id, options) => read(`instances/${id}`, options, () => leases.find(app, id)),
      close() {},
    };
  }

  async #answer<T>(
    options: CallOptions | undefined,
    respond: () => { readonly status: number; readonly value?: T },
  ): Promise<CallOutcome<T>> {
    const outage = this.#outage;
    if (outage === 'hangs') return untilGivenUp(options);
    await Promise.resolve();
    if (options?.signal?.aborted === true) return failure('aborted', undefined);
    if (outage === 'refuses') return failure('unreachable', undefined);
    if (outage === 'fails') return failure('refused', 500);
    if (outage === 'locks-out') return failure('unauthorized', 401);
    const { status, value } = respond();
    return { kind: 'answered', status, value, server: SERVER };
  }
}

function failure(reason: 'aborted' | 'unreachable' | 'refused' | 'unauthorized', status: number | undefined) {
  return { kind: 'failed', reason, status, message: `${SERVER} ${reason} the call` } as const;
}

function untilGivenUp<T>(options: CallOptions | undefined): Promise<CallOutcome<T>> {
  return new Promise((resolve) => {
    const giveUp = (): void => resolve(failure('aborted', undefined));
    if (options?.signal?.aborted === true) giveUp();
    else options?.signal?.addEventListener('abort', giveUp, { once: true });
  });
}
