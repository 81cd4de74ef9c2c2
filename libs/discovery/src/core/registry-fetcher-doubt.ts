import { instanceIdOf } from '@nest-eureka/protocol';
import type { Applications } from '@nest-eureka/protocol';
import type { Clock } from '@nest-eureka/time';
import type { LocalRegistry } from './local-registry.js';

/** An instance by its names. */
export interface InstanceName {
  readonly app: string;
  readonly instanceId: string;
}

/**
 * Keeps callers from losing all services at once because a registry has just been restarted: a whole registry without any
 * instance is not believed for a while when some were known. Own instances do not count, as they are the first to be back.
 * An answer of other instances than those known is believed, as is a delta, which names each instance that went.
 */
export class EmptyAnswerDoubt {
  #since: number | undefined;

  constructor(
    private readonly registry: LocalRegistry,
    private readonly own: () => readonly InstanceName[],
    private readonly disbelieveMs: number,
    private readonly clock: Clock,
  ) {}

  get isOpen(): boolean {
    return this.#since !== undefined;
  }

  /** Whether to take that answer over now. */
  believes(answer: Applications): boolean {
    if (this.disbelieveMs <= 0 || !this.#isSuddenlyEmpty(answer)) {
      this.settle();
      return true;
    }
    const now = this.clock.monotonic();
    this.#since ??= now;
    if (now - this.#since < this.disbelieveMs) return false;
    this.settle();
    return true;
  }

  settle(): void {
    this.#since = undefined;
  }

  #isSuddenlyEmpty({ applications }: Applications): boolean {
    const own = this.own();
    const ownKnown = own.filter(({ app, instanceId }) => this.registry.find(app, instanceId) !== undefined);
    if (this.registry.size === ownKnown.length) return false;
    const ownKeys = new Set(own.map(({ app, instanceId }) => keyOf(app, instanceId)));
    return applications.every(({ name, instances }) =>
      instances.every((instance) => ownKeys.has(keyOf(name, instanceIdOf(instance)))),
    );
  }
}

function keyOf(app: string, instanceId: string): string {
  return `${app.toUpperCase()}/${instanceId}`;
}
