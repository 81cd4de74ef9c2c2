import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { SchedulerRegistry } from '@nestjs/schedule';
import { ConfigurationError } from '@nest-eureka/config';
import type { RegistryConfiguration } from '@nest-eureka/config';
import type { Cancel, LoopTask, TimerClock } from '@nest-eureka/time';
import { RegionViews } from '../core/regions/region-views.js';
import { logText } from './log-text.js';
import type { ServerCore } from './registry-core.js';
import { StartUp } from './replication/start-up.js';
import { startScheduledLoop } from './scheduled-loop.js';
import {
  REGISTRY_CLOCK,
  REGISTRY_CONFIGURATION,
  REGISTRY_CORE,
  REGISTRY_SCHEDULER,
  REGISTRY_TRACING,
} from './tokens.js';
import type { ServerTracing } from './tracing/server-tracing.js';

/**
 * The registry's recurring work, listed in Nest's SchedulerRegistry under `registry.*`, where a host application that imports
 * ScheduleModule finds and stops it like its own.
 */
@Injectable()
export class RegistryLoops implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger('EurekaRegistry');
  readonly #stops: Cancel[] = [];

  constructor(
    private readonly startUp: StartUp,
    @Inject(REGISTRY_SCHEDULER) private readonly scheduler: SchedulerRegistry,
    @Inject(REGISTRY_CORE) private readonly core: ServerCore,
    @Inject(REGISTRY_CONFIGURATION) private readonly configuration: RegistryConfiguration,
    @Inject(REGISTRY_CLOCK) private readonly clock: TimerClock,
    @Inject(REGISTRY_TRACING) private readonly tracing: ServerTracing | undefined,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { server, client } = this.configuration;
    const { core } = this;
    await this.#startEvictor();
    const cache = core.extra.responseCache;
    this.#every('registry.delta-retention', server.deltaRetentionTimerIntervalInMs, () => {
      core.changeLog.dropOlderThan(server.retentionTimeInMSInDeltaQueue);
      if (cache instanceof RegionViews) cache.dropOlderThan(server.retentionTimeInMSInDeltaQueue);
    });
    // Java counts what the server's own client has fetched, which alone is the registry itself (server.md 2.11)
    this.#every('registry.renewal-threshold', server.renewalThresholdUpdateIntervalMs, () =>
      core.renewalThreshold.update(client.fetchRegistry ? core.store.size : 0),
    );
    if ('refreshReadOnly' in cache) {
      this.#every('registry.response-cache', server.responseCacheUpdateIntervalMs, () => cache.refreshReadOnly());
    }
  }

  beforeApplicationShutdown(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }

  async #startEvictor(): Promise<void> {
    const { evictionCron, evictionIntervalTimerInMs } = this.configuration.server;
    const evict = (lateByMs: number): void => this.#evict(lateByMs);
    if (evictionCron === undefined) return this.#every('registry.evict', evictionIntervalTimerInMs, evict);
    const { CronJob, validateCronExpression } = await import('cron');
    const { valid, error } = validateCronExpression(evictionCron);
    if (!valid) throw cronFault(evictionCron, error);
    const name = 'registry.evict';
    const job = CronJob.from({
      cronTime: evictionCron,
      // a cron expression has no interval that a run could be late by
      onTick: () => this.#evict(0),
      errorHandler: (failure) => this.#report(name, failure),
      unrefTimeout: true,
      start: true,
    });
    this.scheduler.addCronJob(name, job);
    this.#stops.push(() => {
      if (this.scheduler.doesExist('cron', name)) this.scheduler.deleteCronJob(name);
    });
  }

  #evict(lateByMs: number): void {
    if (!this.startUp.isOver) return;
    const startedAt = this.clock.monotonic();
    const evicted = this.core.leases.evict(lateByMs);
    if (evicted.length > 0) this.tracing?.evicted(evicted.length, this.clock.monotonic() - startedAt);
    for (const lease of evicted) {
      this.#logger.log(`Evicted ${logText(lease.app)}/${logText(lease.id)}: no renewal within its lease`);
    }
  }

  #every(name: string, intervalMs: number, task: LoopTask): void {
    const onError = (error: unknown): void => this.#report(name, error);
    this.#stops.push(startScheduledLoop(this.scheduler, this.clock, { name, intervalMs, task, onError }));
  }

  #report(name: string, error: unknown): void {
    this.#logger.error(`${name} failed: ${String(error)}`);
  }
}

/** Whether each field of an expression is in its range only the scheduler knows. */
function cronFault(expression: string, error: Error | undefined): ConfigurationError {
  return new ConfigurationError([
    {
      code: 'EUREKA_CONFIG_VALUE',
      key: 'eureka.server.eviction-cron',
      value: expression,
      origin: 'as configured',
      allowed: `a cron expression of five fields, or six with seconds in front${error === undefined ? '' : ` (${error.message})`}`,
    },
  ]);
}
