import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { SchedulerRegistry } from '@nestjs/schedule';
import type { RegistryConfiguration } from '@nest-eureka/config';
import type { Cancel, TimerClock } from '@nest-eureka/time';
import type { Regions } from '../../core/regions/regions.js';
import { createRegionFetcher } from '../../replication/regions/create-region-fetcher.js';
import type { RegionFetcher } from '../../replication/regions/region-fetcher.js';
import type { RegionReport } from '../../replication/regions/region-report.js';
import { startScheduledLoop } from '../scheduled-loop.js';
import { RegionLog } from './region-log.js';
import { regionSettings } from './region-settings.js';

const LOOP = 'registry.regions';
/** How often is looked whether a region is due. */
const LOOK_EVERY_MS = 1000;

/** Reads the other regions while the server runs. Its start does not wait for them, other than Java's (server.md 4.8). */
export class RegionFetching implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = new RegionLog();
  readonly #fetchers: readonly RegionFetcher[];
  #stop: Cancel | undefined;

  constructor(
    configuration: RegistryConfiguration,
    regions: Regions,
    private readonly scheduler: SchedulerRegistry,
    private readonly clock: TimerClock,
  ) {
    this.#fetchers = regions.registries.map((registry) =>
      createRegionFetcher(registry, regionSettings(configuration, registry.name), {
        clock,
        random: Math.random,
        onNews: (news) => this.#log.tell(news),
        onWarning: (message) => this.#log.warn(message),
      }),
    );
  }

  reports(): readonly RegionReport[] {
    return this.#fetchers.map(({ report }) => report);
  }

  onApplicationBootstrap(): void {
    if (this.#fetchers.length === 0) return;
    const task = (): void => this.#tick();
    const onError = (error: unknown): void => this.#log.failed(error);
    this.#stop = startScheduledLoop(this.scheduler, this.clock, {
      name: LOOP,
      intervalMs: LOOK_EVERY_MS,
      task,
      onError,
    });
    this.#tick();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stop?.();
    await Promise.all(this.#fetchers.map((fetcher) => fetcher.stop()));
  }

  /** One region does not wait for another. */
  #tick(): void {
    for (const fetcher of this.#fetchers) fetcher.tick().catch((error: unknown) => this.#log.failed(error));
  }
}
