import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { RegistryConfiguration } from '@nest-eureka/config';
import type { TimerClock } from '@nest-eureka/time';
import { NetflixFill } from '../../replication/fill/netflix-fill.js';
import { PeerSource } from '../../replication/fill/peer-source.js';
import { DEFAULT_FILL_RETRY, StartUpFill } from '../../replication/fill/start-up-fill.js';
import type { FillEnd } from '../../replication/fill/start-up-fill.js';
import { Peers } from '../../replication/peers/peers.js';
import { logText } from '../log-text.js';
import type { ServerCore } from '../registry-core.js';
import { REGISTRY_CLOCK, REGISTRY_CONFIGURATION, REGISTRY_CORE, REGISTRY_NODE_ID } from '../tokens.js';
import { SnapshotKeeping } from '../snapshot/snapshot-keeping.js';
import { Exchange } from './exchange.js';
import { fillRounds } from './fill-rounds.js';
import { Replication } from './replication.js';

/** Fills the registry from its peers and opens it. The start of the application does not wait for that. */
@Injectable()
export class StartUp implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger('EurekaRegistry');
  #isOver = false;
  #isStopped = false;
  #stop = (): void => {};

  constructor(
    private readonly peers: Peers,
    private readonly replication: Replication,
    private readonly exchange: Exchange,
    private readonly snapshot: SnapshotKeeping,
    @Inject(REGISTRY_CONFIGURATION) private readonly configuration: RegistryConfiguration,
    @Inject(REGISTRY_CORE) private readonly core: ServerCore,
    @Inject(REGISTRY_CLOCK) private readonly clock: TimerClock,
    @Inject(REGISTRY_NODE_ID) private readonly ownNodeId: string,
  ) {}

  /** Before that nothing is evicted, since renewals went to other nodes until now. */
  get isOver(): boolean {
    return this.#isOver;
  }

  onApplicationBootstrap(): void {
    if (this.configuration.client.dns === undefined) return this.#begin();
    void this.replication.whenListed.then(() => this.#begin());
  }

  beforeApplicationShutdown(): void {
    this.#isStopped = true;
    this.#stop();
  }

  #begin(): void {
    if (this.#isStopped) return;
    const rounds = fillRounds(this.configuration);
    if (rounds === 0 || this.peers.endpoints().length === 0) return this.#openFromSnapshot(0, false);
    if (rounds === 'until-in-step') this.#fill();
    else this.#fillInRounds(rounds);
  }

  #fill(): void {
    const { startWaitWhenRefusedMs, startDeadlineMs, waitTimeInMsWhenSyncEmpty } = this.configuration.server;
    const fill = new StartUpFill(
      {
        waitWhenRefusedMs: Math.min(startWaitWhenRefusedMs, waitTimeInMsWhenSyncEmpty),
        deadlineMs: Math.min(startDeadlineMs, waitTimeInMsWhenSyncEmpty),
        retry: DEFAULT_FILL_RETRY,
      },
      {
        clock: this.clock,
        random: Math.random,
        onEnd: (end) => this.#ended(end),
        onError: (error) => this.#logger.error(`The start from a peer failed: ${String(error)}`),
      },
    );
    this.#stop = () => fill.stop();
    const { intake, reconciliation } = this.exchange;
    fill.start(
      this.peers.endpoints().map(({ endpoint }) => {
        const calls = this.exchange.callsTo(endpoint);
        const deps = { calls, reconciliation, intake, ownNodeId: this.ownNodeId, random: Math.random };
        return new PeerSource(endpoint.url, deps);
      }),
    );
  }

  #fillInRounds(rounds: number): void {
    const { leases } = this.core;
    const fill = new NetflixFill(
      { rounds, waitMs: this.configuration.server.registrySyncRetryWaitMs },
      {
        clock: this.clock,
        readings: this.peers.endpoints().map(({ endpoint }) => {
          const calls = this.exchange.callsTo(endpoint);
          return (signal) => calls.applications(signal);
        }),
        register: (instance) => leases.register(instance.app, instance, 'peer').kind === 'registered',
      },
    );
    this.#stop = () => fill.stop();
    void fill.run().then((count) => {
      if (this.#isStopped) return;
      this.#openFromSnapshot(count, count > 0);
    });
  }

  #ended(end: FillEnd): void {
    // what a peer has is newer than what a file has; what operators decided only nodes of ours tell
    const { size } = this.core.store;
    const isInStep = end.reason === 'in-step';
    if (isInStep && end.isOurs) this.#open(size);
    else this.#openFromSnapshot(size, isInStep);
    switch (end.reason) {
      case 'alone':
        return;
      case 'in-step':
        return this.#logger.log(`In step with ${logText(end.url)}: ${end.leases} instances`);
      case 'all-starting':
        return this.#logger.log('In step: every peer that answers is starting as well');
      case 'refused':
        return this.#logger.warn('No peer answers; this node serves what registers with it');
      case 'deadline':
        return this.#logger.warn(`In step with no peer yet; serving all the same: ${logText(end.messages.join('; '))}`);
    }
  }

  #openFromSnapshot(count: number, isInStep: boolean): void {
    if (!this.snapshot.isWanted) return this.#open(count);
    void this.snapshot.restore(isInStep).then((restored) => {
      if (!this.#isStopped) this.#open(count + restored);
    });
  }

  #open(count: number): void {
    this.#isOver = true;
    this.core.openForTraffic(count);
    this.snapshot.begin();
  }
}
