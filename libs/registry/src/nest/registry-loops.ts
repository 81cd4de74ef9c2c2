import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { SchedulerRegistry } from '@nestjs/schedule';
import type { RegistryConfiguration } from '@nest-eureka/config';
import { Loop } from '@nest-eureka/time';
import type { TimerClock } from '@nest-eureka/time';
import { logText } from './log-text.js';
import type { ServerCore } from './registry-core.js';
import { REGISTRY_CLOCK, REGISTRY_CONFIGURATION, REGISTRY_CORE, REGISTRY_SCHEDULER } from './tokens.js';

/**
 * The registry's recurring work, listed in Nest's SchedulerRegistry under `registry.*`, where a host application that imports
 * ScheduleModule finds and stops it like its own.
 */
@Injectable()
export class RegistryLoops implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger('EurekaRegistry');
  readonly #names: string[] = [];

  constructor(
    @Inject(REGISTRY_SCHEDULER) private readonly scheduler: SchedulerRegistry,
    @Inject(REGISTRY_CORE) private readonly core: ServerCore,
    @Inject(REGISTRY_CONFIGURATION) private readonly configuration: RegistryConfiguration,
    @Inject(REGISTRY_CLOCK) private readonly clock: TimerClock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { server, client } = this.configuration;
    const { core } = this;
    core.openForTraffic(0);
    await this.#startEvictor();
    this.#every('registry.delta-retention', server.deltaRetentionTimerIntervalInMs, () =>
      core.changeLog.dropOlderThan(server.retentionTimeInMSInDeltaQueue),
    );
    // Java counts what the server's own client has fetched, which alone is the registry itself (server.md 2.11)
    this.#every('registry.renewal-threshold', server.renewalThresholdUpdateIntervalMs, () =>
      core.renewalThreshold.update(client.fetchRegistry ? core.store.size : 0),
    );
    const cache = core.extra.responseCache;
    if ('refreshReadOnly' in cache) {
      this.#every('registry.response-cache', server.responseCacheUpdateIntervalMs, () => cache.refreshReadOnly());
    }
  }

  beforeApplicationShutdown(): void {
    for (const name of this.#names.splice(0)) {
      if (this.scheduler.doesExist('interval', name)) this.scheduler.deleteInterval(name);
      if (this.scheduler.doesExist('cron', name)) this.scheduler.deleteCronJob(name);
    }
  }

  async #startEvictor(): Promise<void> {
    const { evictionCron, evictionIntervalTimerInMs } = this.configuration.server;
    const evict = (lateByMs: number): void => this.#evict(lateByMs);
    if (evictionCron === undefined) return this.#every('registry.evict', evictionIntervalTimerInMs, evict);
    // a cron expression has no interval that a run could be late by
    const { CronJob } = await import('cron');
    const job = CronJob.from({ cronTime: evictionCron, onTick: () => this.#evict(0), start: true });
    this.scheduler.addCronJob('registry.evict', job);
    this.#names.push('registry.evict');
  }

  #evict(lateByMs: number): void {
    for (const lease of this.core.leases.evict(lateByMs)) {
      this.#logger.log(`Evicted ${logText(lease.app)}/${logText(lease.id)}: no renewal within its lease`);
    }
  }

  #every(name: string, intervalMs: number, task: (lateByMs: number) => void | Promise<void>): void {
    const loop = new Loop(intervalMs, task, this.clock, (error) =>
      this.#logger.error(`${name} failed: ${String(error)}`),
    );
    const interval = setInterval(() => void loop.tick(), intervalMs);
    interval.unref();
    this.scheduler.addInterval(name, interval);
    this.#names.push(name);
  }
}
