import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import type { SchedulerRegistry } from '@nestjs/schedule';
import type { RegistryConfiguration } from '@nest-eureka/config';
import type { Cancel, TimerClock } from '@nest-eureka/time';
import type { ServerCore } from '../registry-core.js';
import { startScheduledLoop } from '../scheduled-loop.js';
import { REGISTRY_CLOCK, REGISTRY_CONFIGURATION, REGISTRY_CORE, REGISTRY_SCHEDULER } from '../tokens.js';

const NAME = 'registry.watch-heartbeat';

/** Keeps the streams of changes alive, and ends them before the server closes. */
@Injectable()
export class WatchLoop implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger('EurekaRegistry');
  #stop: Cancel = () => {};

  constructor(
    @Inject(REGISTRY_SCHEDULER) private readonly scheduler: SchedulerRegistry,
    @Inject(REGISTRY_CORE) private readonly core: ServerCore,
    @Inject(REGISTRY_CONFIGURATION) private readonly configuration: RegistryConfiguration,
    @Inject(REGISTRY_CLOCK) private readonly clock: TimerClock,
  ) {}

  onApplicationBootstrap(): void {
    const { watch } = this.core.extra;
    this.#stop = startScheduledLoop(this.scheduler, this.clock, {
      name: NAME,
      intervalMs: this.configuration.watch.heartbeatIntervalMs,
      task: () => watch.beat(),
      onError: (error) => this.#logger.error(`${NAME} failed: ${String(error)}`),
    });
  }

  /** Before connections are waited for. */
  onModuleDestroy(): void {
    this.#stop();
    this.core.extra.watch.close();
  }
}
