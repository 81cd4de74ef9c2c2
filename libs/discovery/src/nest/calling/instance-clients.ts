import { Observable } from 'rxjs';
import type { ServiceInstance } from '../../core/service-instance.js';
import type { LoadBalancer } from './load-balancer.js';

export interface Closable {
  close(): unknown;
}

interface Held<C> {
  readonly client: C;
  instance: ServiceInstance;
  inUse: number;
  isRetired: boolean;
}

/**
 * One client for each instance of a service, created when it is first needed. That of an instance which has left is closed once
 * nothing is under way on it, so that an instance that drains can finish.
 */
export class InstanceClients<C extends Closable> {
  readonly #held = new Map<string, Held<C>>();
  readonly #retired = new Set<Held<C>>();
  #unfollow: (() => void) | undefined;
  #isClosed = false;

  constructor(
    private readonly balancer: Pick<LoadBalancer, 'instances' | 'onChange'>,
    private readonly service: string,
    private readonly create: (instance: ServiceInstance) => C,
  ) {}

  /** The client is kept open until the values have ended. */
  use<T>(instance: ServiceInstance, work: (client: C) => Observable<T>): Observable<T> {
    return new Observable((subscriber) => {
      const held = this.#of(instance);
      held.inUse += 1;
      subscriber.add(() => {
        held.inUse -= 1;
        this.#closeIfIdle(held);
      });
      return work(held.client).subscribe(subscriber);
    });
  }

  /** The next use of the instance begins with a new client. */
  retire({ instanceId }: ServiceInstance): void {
    const held = this.#held.get(instanceId);
    if (held === undefined) return;
    this.#held.delete(instanceId);
    held.isRetired = true;
    this.#retired.add(held);
    this.#closeIfIdle(held);
  }

  /** Closes all of them, whatever is under way. One that is begun after that is closed when nothing is under way on it. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#unfollow?.();
    const all = [...this.#held.values(), ...this.#retired];
    this.#held.clear();
    this.#retired.clear();
    await Promise.all(all.map(({ client }) => closed(client)));
  }

  #of(instance: ServiceInstance): Held<C> {
    const known = this.#held.get(instance.instanceId);
    if (known !== undefined) {
      if (isReachedAlike(known.instance, instance)) {
        known.instance = instance;
        return known;
      }
      this.retire(instance);
    }
    const held = { client: this.create(instance), instance, inUse: 0, isRetired: this.#isClosed };
    if (this.#isClosed) {
      this.#retired.add(held);
      return held;
    }
    this.#unfollow ??= this.balancer.onChange(this.service, () => this.#keepListed());
    this.#held.set(instance.instanceId, held);
    return held;
  }

  #keepListed(): void {
    const listed = new Set(this.balancer.instances(this.service).map(({ instanceId }) => instanceId));
    for (const { instance } of this.#held.values()) {
      if (!listed.has(instance.instanceId)) this.retire(instance);
    }
  }

  #closeIfIdle(held: Held<C>): void {
    if (!held.isRetired || held.inUse > 0 || !this.#retired.delete(held)) return;
    void closed(held.client);
  }
}

/** It is broken or of no use any more: how its closing ends does not matter. */
async function closed(client: Closable): Promise<void> {
  try {
    await client.close();
  } catch {
    // the others are to be closed all the same
  }
}

/** A port may stand in the metadata, so that a client for other metadata is another one. */
function isReachedAlike(one: ServiceInstance, other: ServiceInstance): boolean {
  if (one === other) return true;
  const isSame = ([key, value]: [string, string]): boolean => other.metadata.get(key) === value;
  return one.uri === other.uri && one.metadata.size === other.metadata.size && [...one.metadata].every(isSame);
}
