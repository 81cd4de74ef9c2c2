import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { SchedulerRegistry } from '@nestjs/schedule';
import type { RegistryConfiguration } from '@nest-eureka/config';
import { instanceIdOf } from '@nest-eureka/protocol';
import type { Cancel, TimerClock } from '@nest-eureka/time';
import { Peers } from '../replication/peers/peers.js';
import type { ServerCore } from './registry-core.js';
import { startScheduledLoop } from './scheduled-loop.js';
import { ServerFacts } from './server-facts.js';
import { REGISTRY_CLOCK, REGISTRY_CONFIGURATION, REGISTRY_CORE, REGISTRY_SCHEDULER } from './tokens.js';

const LOOP = 'registry.self-registration';

/**
 * Lists the server in its own registry, as Spring's does: in netflix mode by default, in modern mode when it has peers or
 * `eureka.client.register-with-eureka=true` is set. It needs no call over the network to reach itself; its peers hear of it as
 * of any other client.
 */
@Injectable()
export class SelfRegistration implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #stop: Cancel | undefined;

  constructor(
    @Inject(REGISTRY_CONFIGURATION) private readonly configuration: RegistryConfiguration,
    @Inject(REGISTRY_CORE) private readonly core: ServerCore,
    private readonly facts: ServerFacts,
    private readonly peers: Peers,
    @Inject(REGISTRY_SCHEDULER) private readonly scheduler: SchedulerRegistry,
    @Inject(REGISTRY_CLOCK) private readonly clock: TimerClock,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.#isWanted()) return;
    this.#register();
    this.#stop = startScheduledLoop(this.scheduler, this.clock, {
      name: LOOP,
      intervalMs: this.configuration.instance.leaseRenewalIntervalInSeconds * 1000,
      task: () => this.#renew(),
      onError: (error) => new Logger('EurekaRegistry').error(`${LOOP} failed: ${String(error)}`),
    });
  }

  beforeApplicationShutdown(): void {
    if (this.#stop === undefined) return;
    this.#stop();
    this.#stop = undefined;
    this.core.leases.cancel(this.facts.instance.app, instanceIdOf(this.facts.instance), 'client');
  }

  #isWanted(): boolean {
    const { client, server } = this.configuration;
    const hasPeers = client.dns !== undefined || this.peers.reports().length > 0;
    return (
      client.registerWithEureka && (server.defaults === 'netflix' || client.registerWithEurekaIsExplicit || hasPeers)
    );
  }

  #register(): void {
    this.core.leases.register(this.facts.instance.app, this.facts.instance, 'client');
  }

  #renew(): void {
    const { app } = this.facts.instance;
    const outcome = this.core.leases.renew(app, instanceIdOf(this.facts.instance), {}, 'client');
    if (outcome.kind === 'unknown') this.#register();
  }
}
