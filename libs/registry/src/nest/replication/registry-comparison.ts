import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { SchedulerRegistry } from '@nestjs/schedule';
import type { RegistryConfiguration } from '@nest-eureka/config';
import type { Cancel, TimerClock } from '@nest-eureka/time';
import { AntiEntropy, DEFAULT_ANTI_ENTROPY } from '../../replication/anti-entropy/anti-entropy.js';
import type { PartnerStanding } from '../../replication/anti-entropy/anti-entropy.js';
import { Peers } from '../../replication/peers/peers.js';
import { startScheduledLoop } from '../scheduled-loop.js';
import { REGISTRY_CLOCK, REGISTRY_CONFIGURATION, REGISTRY_NODE_ID, REGISTRY_SCHEDULER } from '../tokens.js';
import { Exchange } from './exchange.js';
import { mayHavePeers } from './replication-settings.js';
import { StartUp } from './start-up.js';

const LOOP = 'registry.comparison';

/** Compares the registry with those of its peers while it runs. In netflix mode nothing is compared, as in Java. */
@Injectable()
export class RegistryComparison implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #antiEntropy: AntiEntropy;
  #stop: Cancel | undefined;

  constructor(
    peers: Peers,
    exchange: Exchange,
    private readonly startUp: StartUp,
    @Inject(REGISTRY_CONFIGURATION) private readonly configuration: RegistryConfiguration,
    @Inject(REGISTRY_SCHEDULER) private readonly scheduler: SchedulerRegistry,
    @Inject(REGISTRY_CLOCK) private readonly clock: TimerClock,
    @Inject(REGISTRY_NODE_ID) ownNodeId: string,
  ) {
    const { answers, intake, reconciliation } = exchange;
    this.#antiEntropy = new AntiEntropy(
      { ...DEFAULT_ANTI_ENTROPY, intervalMs: configuration.server.compareIntervalMs },
      {
        partners: () =>
          peers
            .endpoints()
            .filter(({ state }) => state === 'available')
            .map(({ endpoint }) => ({ url: endpoint.url, calls: exchange.callsTo(endpoint) })),
        digest: async () => (await answers.digest()).buckets,
        reconciliation,
        intake,
        ownNodeId,
        clock,
        onError: (error) => this.#report(error),
      },
    );
  }

  /** How this node stands with each peer that answers. */
  standings(): readonly PartnerStanding[] {
    return this.#antiEntropy.standings();
  }

  onApplicationBootstrap(): void {
    const { server } = this.configuration;
    if (server.defaults === 'netflix' || !mayHavePeers(this.configuration)) return;
    this.#stop = startScheduledLoop(this.scheduler, this.clock, {
      name: LOOP,
      intervalMs: Math.min(DEFAULT_ANTI_ENTROPY.settleMs, server.compareIntervalMs),
      task: () => {
        if (this.startUp.isOver) this.#antiEntropy.tick();
      },
      onError: (error) => this.#report(error),
    });
  }

  beforeApplicationShutdown(): void {
    this.#stop?.();
    this.#antiEntropy.stop();
  }

  #report(error: unknown): void {
    new Logger('EurekaRegistry').error(`${LOOP} failed: ${String(error)}`);
  }
}
