import { Logger } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { SchedulerRegistry } from '@nestjs/schedule';
import type { RegistryConfiguration } from '@nest-eureka/config';
import type { Cancel, TimerClock } from '@nest-eureka/time';
import { RegistrySnapshot } from '../../replication/snapshot/registry-snapshot.js';
import { snapshotDisk } from '../../replication/snapshot/snapshot-files.js';
import { logText } from '../log-text.js';
import type { ServerCore } from '../registry-core.js';
import { startScheduledLoop } from '../scheduled-loop.js';

const LOOP = 'registry.snapshot';

/** Keeps the registry on disk where a path is set (`eureka.server.snapshot.path`), and restores it at a start without peers. */
export class SnapshotKeeping implements OnApplicationShutdown {
  readonly #logger = new Logger('EurekaRegistry');
  readonly #snapshot: RegistrySnapshot | undefined;
  #stop: Cancel | undefined;

  constructor(
    private readonly configuration: RegistryConfiguration,
    core: ServerCore,
    private readonly scheduler: SchedulerRegistry,
    private readonly clock: TimerClock,
  ) {
    const { path, maxAgeMs } = configuration.snapshot;
    const { store, leases, measures, administration, extra } = core;
    if (path === undefined || extra.departures === undefined) return;
    this.#snapshot = new RegistrySnapshot(
      { path, maxAgeMs },
      {
        store,
        leases,
        tombstones: extra.tombstones,
        departures: extra.departures,
        measures,
        administration,
        clock,
        files: snapshotDisk,
        onWarning: (message) => this.#logger.warn(logText(message)),
        yieldToOthers: () => new Promise((resolve) => void setImmediate(resolve)),
      },
    );
  }

  get isWanted(): boolean {
    return this.#snapshot !== undefined;
  }

  /**
   * How many instances came from the snapshot. Never rejects.
   * @param isInStep whether a peer has told of all instances, so that only what operators decided is taken
   */
  async restore(isInStep: boolean): Promise<number> {
    const loading = await this.#snapshot?.load(isInStep);
    if (loading?.kind !== 'loaded') return 0;
    const { savedAt, instances, measures } = loading;
    const of = new Date(savedAt).toISOString();
    if (!isInStep)
      this.#logger.log(
        `${instances} instances are taken from the snapshot of ${of}, each for one lease unless it renews`,
      );
    if (measures > 0) this.#logger.log(`What operators decided (${measures}) is taken from the snapshot of ${of}`);
    return instances;
  }

  /** Writes from now on. Not before the start is over: half a registry must not take the place of a whole one. */
  begin(): void {
    const snapshot = this.#snapshot;
    if (snapshot === undefined || this.#stop !== undefined) return;
    const { intervalMs } = this.configuration.snapshot;
    const onError = (error: unknown): void => this.#logger.error(`${LOOP} failed: ${String(error)}`);
    const task = (): Promise<void> => snapshot.write();
    this.#stop = startScheduledLoop(this.scheduler, this.clock, { name: LOOP, intervalMs, task, onError });
    void snapshot.write();
  }

  /** After the last request was answered. */
  async onApplicationShutdown(): Promise<void> {
    if (this.#stop === undefined) return;
    this.#stop();
    await this.#snapshot?.conclude();
  }
}
