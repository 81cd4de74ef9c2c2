import { newLease } from '@nest-eureka/protocol';
import { sampleInstance } from './sample-instance.js';
import type { SampleRegistry } from './sample-registry.js';

/** Instances of one application that renew in step, until some of them fall silent. */
export class Fleet {
  #silent = 0;

  /** @param intervalSecs of renewals; a lease is three times as long */
  constructor(
    private readonly registry: SampleRegistry,
    readonly app: string,
    readonly size: number,
    private readonly intervalSecs = 30,
  ) {
    const leaseInfo = newLease(intervalSecs, 3 * intervalSecs);
    for (let n = 0; n < size; n++) {
      registry.leases.register(app, sampleInstance({ app, instanceId: `${app}-${n}`, leaseInfo }), 'client');
    }
    this.beat();
  }

  /** The first `count` no longer renew. */
  silence(count: number): this {
    this.#silent = count;
    return this;
  }

  /** Every instance that is not silent renews. */
  beat(): void {
    for (let n = this.#silent; n < this.size; n++) {
      this.registry.leases.renew(this.app, `${this.app}-${n}`, {}, 'client');
    }
  }

  get listed(): number {
    return this.registry.store.application(this.app)?.size ?? 0;
  }

  /** Renews when it is time, seen `atMs` after the start. */
  beatAt(atMs: number): void {
    if (atMs % (this.intervalSecs * 1000) === 0) this.beat();
  }
}

/**
 * Lets time pass in steps of a second (or of 30 s), each with the renewals that are due and then, when it is time, an eviction
 * pass. Returns when the first eviction happened.
 */
export function pass(
  registry: SampleRegistry,
  fleets: readonly Fleet[],
  forMs: number,
  { stepMs, evictEveryMs } = { stepMs: 1_000, evictEveryMs: 1_000 },
): number | undefined {
  const endsAt = registry.clock.monotonic() + forMs;
  let firstEvictionAt: number | undefined;
  while (registry.clock.monotonic() < endsAt) {
    registry.clock.advance(stepMs);
    const now = registry.clock.monotonic();
    for (const fleet of fleets) fleet.beatAt(now);
    if (now % evictEveryMs === 0 && registry.leases.evict(0).length > 0) firstEvictionAt ??= now;
  }
  return firstEvictionAt;
}
