import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { SchedulerRegistry } from '@nestjs/schedule';
import type { RegistryConfiguration } from '@nest-eureka/config';
import type { Cancel, LoopTask, TimerClock } from '@nest-eureka/time';
import { HISTORY_STEP_MS } from '../../core/history/registry-history.js';
import { HoldNotes } from '../../core/journal/hold-notes.js';
import { MeasuresSharing } from '../../replication/measures/measures-sharing.js';
import { logText } from '../log-text.js';
import type { ServerCore } from '../registry-core.js';
import { mayHavePeers } from '../replication/replication-settings.js';
import { startScheduledLoop } from '../scheduled-loop.js';
import { REGISTRY_CLOCK, REGISTRY_CONFIGURATION, REGISTRY_CORE, REGISTRY_SCHEDULER } from '../tokens.js';

const LOOP = 'registry.operations';
const SHARING_LOOP = 'registry.measures';
const HISTORY_LOOP = 'registry.history';
const EVERY_MS = 1_000;
const SHARE_EVERY_MS = 10_000;

/**
 * Ends what operators ordered for a time, notes in the journal what self-preservation holds, keeps the history, tells other nodes of
 * decisions.
 */
@Injectable()
export class OperationsLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger('EurekaRegistry');
  readonly #stops: Cancel[] = [];
  readonly #holdNotes: HoldNotes;

  constructor(
    private readonly sharing: MeasuresSharing,
    @Inject(REGISTRY_CORE) private readonly core: ServerCore,
    @Inject(REGISTRY_CONFIGURATION) private readonly configuration: RegistryConfiguration,
    @Inject(REGISTRY_SCHEDULER) private readonly scheduler: SchedulerRegistry,
    @Inject(REGISTRY_CLOCK) private readonly clock: TimerClock,
  ) {
    this.#holdNotes = new HoldNotes(core.selfPreservation, core.extra.journal);
  }

  onApplicationBootstrap(): void {
    this.#every(LOOP, EVERY_MS, () => this.#tick());
    this.#every(HISTORY_LOOP, HISTORY_STEP_MS, () => this.core.history.take());
    if (!mayHavePeers(this.configuration)) return;
    this.#every(SHARING_LOOP, SHARE_EVERY_MS, () => this.sharing.share());
  }

  beforeApplicationShutdown(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }

  #tick(): void {
    for (const { kind, app, id } of this.core.administration.endDue()) {
      this.#logger.log(`The ${kind} of ${logText(app)}/${logText(id)} has reached its end`);
    }
    this.#holdNotes.look();
  }

  #every(name: string, intervalMs: number, task: LoopTask): void {
    const onError = (error: unknown): void => this.#logger.error(`${name} failed: ${String(error)}`);
    this.#stops.push(startScheduledLoop(this.scheduler, this.clock, { name, intervalMs, task, onError }));
  }
}
