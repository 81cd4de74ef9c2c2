import { newLease } from '@nest-eureka/protocol';
import type { InstanceInfo } from '@nest-eureka/protocol';
import { sampleInstance } from '../sample-instance.js';
import type { SimulatedCluster } from './simulated-cluster.js';
import type { SimulatedNode } from './simulated-node.js';

/** Further than clocks that only go wrong a little. */
const FAR_MS = 3_600_000;

/** An instance as its own process sees it: it registers, renews, and goes to another node when its own is gone. */
export class SimulatedClient {
  #instance: InstanceInfo;
  #isRunning = false;
  #nextBeatAt = 0;
  /** Monotonic; when it last did something but renew. */
  changedAt = 0;

  constructor(
    private readonly cluster: SimulatedCluster,
    readonly id: string,
    public home: number,
    /** Between heartbeats; a lease lasts three of them. */
    private readonly intervalSecs = 10,
    /** How far its clock is ahead, ms. */
    public skewMs = 0,
  ) {
    this.#instance = sampleInstance({ instanceId: id, leaseInfo: newLease(intervalSecs, 3 * intervalSecs) });
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  get instance(): InstanceInfo {
    return this.#instance;
  }

  /** Registers, as a new process or with another status. */
  register(changes: Partial<InstanceInfo> = {}): void {
    const now = this.cluster.clock.now() + this.skewMs;
    // a clock that is set right again begins anew; any other only goes forward
    const before = this.#instance.lastDirtyTimestamp ?? 0;
    const lastDirtyTimestamp = before > now + FAR_MS ? now : Math.max(now, before + 1);
    this.#instance = { ...this.#instance, ...changes, lastDirtyTimestamp };
    this.#isRunning = true;
    this.#changed();
    this.#send();
  }

  /** Says goodbye; false when nobody heard it. */
  leave(): boolean {
    this.#isRunning = false;
    this.#changed();
    const node = this.#node();
    return node !== undefined && node.core.leases.cancel('ORDERS', this.id, 'client').kind === 'cancelled';
  }

  /** Falls silent. */
  die(): void {
    this.#isRunning = false;
    this.#changed();
  }

  /** To be called all the time. */
  live(): void {
    if (!this.#isRunning || this.cluster.clock.monotonic() < this.#nextBeatAt) return;
    this.#planBeat();
    const node = this.#node();
    const { lastDirtyTimestamp = 0 } = this.#instance;
    const outcome = node?.core.leases.renew('ORDERS', this.id, { lastDirtyTimestamp }, 'client');
    if (outcome?.kind === 'unknown' || outcome?.kind === 'outdated') this.#send();
  }

  #send(): void {
    this.#node()?.core.leases.register('ORDERS', this.#instance, 'client');
    this.#planBeat();
  }

  #planBeat(): void {
    this.#nextBeatAt = this.cluster.clock.monotonic() + this.intervalSecs * 1000;
  }

  #node(): SimulatedNode | undefined {
    for (let step = 0; step < this.cluster.places; step++) {
      const place = (this.home + step) % this.cluster.places;
      const node = this.cluster.at(place);
      if (node !== undefined) {
        this.home = place;
        return node;
      }
    }
    return undefined;
  }

  #changed(): void {
    this.changedAt = this.cluster.clock.monotonic();
  }
}
