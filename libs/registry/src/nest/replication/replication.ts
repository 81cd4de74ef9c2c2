import type { Server } from 'node:net';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { SchedulerRegistry } from '@nestjs/schedule';
import type { RegistryConfiguration } from '@nest-eureka/config';
import type { Cancel, LoopTask, TimerClock } from '@nest-eureka/time';
import { PeerSummary } from '../../replication/peer-summary.js';
import { Peers } from '../../replication/peers/peers.js';
import { logText } from '../log-text.js';
import { startScheduledLoop } from '../scheduled-loop.js';
import { REGISTRY_CLOCK, REGISTRY_CONFIGURATION, REGISTRY_SCHEDULER } from '../tokens.js';

const LOOP = 'registry.peers';
const SUMMARY_LOOP = 'registry.peer-summary';
/** How often is looked whether a summary of peers that stay away is due. */
const LOOK_EVERY_MS = 60_000;
/** What the last messages may take at shutdown, once no request comes in any more. */
const FLUSH_MS = 500;
/** What finding the peers may delay the start by, where name servers are asked. */
const LIST_WITHIN_MS = 1000;

/** Finds the peers, follows their list while the server runs, and sends the last messages when it ends. */
@Injectable()
export class Replication implements OnModuleInit, OnApplicationShutdown {
  readonly #stops: Cancel[] = [];
  readonly #logger = new Logger('EurekaRegistry');
  #whenListed: Promise<void> = Promise.resolve();

  constructor(
    private readonly peers: Peers,
    private readonly host: HttpAdapterHost,
    @Inject(REGISTRY_CONFIGURATION) private readonly configuration: RegistryConfiguration,
    @Inject(REGISTRY_SCHEDULER) private readonly scheduler: SchedulerRegistry,
    @Inject(REGISTRY_CLOCK) private readonly clock: TimerClock,
  ) {}

  /** Settles once the peers have been looked for. */
  get whenListed(): Promise<void> {
    return this.#whenListed;
  }

  /** Before anything registers, so that nothing is missed. The start does not wait for a name server that hangs. */
  async onModuleInit(): Promise<void> {
    const { client, server } = this.configuration;
    if (client.dns === undefined && client.serviceUrl.size === 0) return;
    this.#every(LOOP, server.peerEurekaNodesUpdateIntervalMs, () => this.peers.refresh());
    const summary = new PeerSummary(this.clock);
    this.#every(SUMMARY_LOOP, LOOK_EVERY_MS, () => {
      for (const line of summary.lines(this.peers.reports())) this.#logger.warn(logText(line));
    });
    const http = this.host.httpAdapter?.getHttpServer() as Server | undefined;
    // it may listen elsewhere than it is configured to, and only then knows which URL is its own
    http?.once('listening', () => void this.#refresh());
    this.#whenListed = this.#refresh();
    await Promise.race([this.#whenListed, this.#longEnough()]);
  }

  async onApplicationShutdown(): Promise<void> {
    for (const stop of this.#stops.splice(0)) stop();
    await this.peers.close(FLUSH_MS);
  }

  #every(name: string, intervalMs: number, task: LoopTask): void {
    const onError = (error: unknown): void => this.#report(error);
    this.#stops.push(startScheduledLoop(this.scheduler, this.clock, { name, intervalMs, task, onError }));
  }

  #longEnough(): Promise<void> {
    return new Promise((resolve) => void this.clock.after(LIST_WITHIN_MS, resolve));
  }

  #refresh(): Promise<void> {
    return this.peers.refresh().catch((error: unknown) => this.#report(error));
  }

  #report(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#logger.warn(`The list of peers cannot be read: ${reason}`);
  }
}
