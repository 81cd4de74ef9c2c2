import { instanceIdOf } from '@nest-eureka/protocol';
import type { Applications, InstanceInfo, InstanceStatus } from '@nest-eureka/protocol';
import { systemClock } from '@nest-eureka/time';
import type { Cancel, TimerClock } from '@nest-eureka/time';
import type { CallOptions, CallOutcome, RegistryCalls } from '@nest-eureka/transport';
import { MemoryCalls } from './memory-calls.js';
import type { MemoryAnswer, RecordedCall } from './memory-calls.js';
import { MemoryLeases } from './memory-leases.js';
import { aborted, failureOf, MEMORY_SERVER } from './memory-outage.js';
import type { Outage } from './memory-outage.js';

/**
 * A Eureka registry without HTTP, for tests: whatever it is told stays until it is told otherwise, no lease ends by itself.
 * Answers come a moment later, as they would from a server.
 */
export class MemoryRegistry {
  readonly #leases = new MemoryLeases();
  readonly #killed = new Map<string, InstanceInfo>();
  readonly #recorded: RecordedCall[] = [];
  #outage: Outage | undefined;

  /** The clock ends calls to a registry that hangs. */
  constructor(private readonly clock: TimerClock = systemClock) {}

  /** Puts instances in, as if they had registered. */
  add(...instances: readonly InstanceInfo[]): this {
    for (const instance of instances) {
      this.#killed.delete(instanceIdOf(instance));
      this.#leases.put(instance);
    }
    return this;
  }

  /** Takes an instance out for good. @returns whether there was one */
  remove(app: string, id: string): boolean {
    this.#killed.delete(id);
    return this.#leases.delete(app, id) !== undefined;
  }

  get instances(): readonly InstanceInfo[] {
    return this.#leases.instances;
  }

  /** The whole registry, as a client fetches it. */
  everything(): Applications {
    return this.#leases.all();
  }

  /** What clients have asked, oldest first. */
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
    this.#killed.set(id, instance);
    this.#leases.delete(instance.app, id);
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

  /** @returns whether there was such an instance */
  setStatus(id: string, status: InstanceStatus): boolean {
    const instance = this.#leases.find(undefined, id);
    if (instance === undefined) return false;
    this.#leases.put({ ...instance, status });
    return true;
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

  /** Tells after each change, synchronously; the listener must not throw. */
  onChange(listener: () => void): Cancel {
    return this.#leases.onChange(listener);
  }

  /** The calls that a client makes; give them to whatever is under test. */
  clientCalls(): RegistryCalls {
    return new MemoryCalls({
      leases: this.#leases,
      call: (noted, options, respond) => {
        this.#recorded.push(noted);
        return this.#answer(options, respond);
      },
    });
  }

  async #answer<T>(options: CallOptions | undefined, respond: () => MemoryAnswer<T>): Promise<CallOutcome<T>> {
    const outage = this.#outage;
    await Promise.resolve();
    if (options?.signal?.aborted === true) return aborted();
    if (outage !== undefined) return failureOf(outage, options, this.clock);
    const { status, value } = respond();
    return { kind: 'answered', status, value, server: MEMORY_SERVER };
  }
}
