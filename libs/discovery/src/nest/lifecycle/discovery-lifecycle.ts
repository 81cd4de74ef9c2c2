import type { Server } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown, OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost, ModulesContainer } from '@nestjs/core';
import type { Cancel } from '@nest-eureka/time';
import type { DiscoveryCore } from '../discovery-core.js';
import { DiscoveryError } from '../discovery-error.js';
import { DiscoveryStart } from '../discovery-start.js';
import { HealthFeed } from '../health/health-feed.js';
import { OwnServices } from '../own-services.js';
import { DISCOVERY_CORE } from '../tokens.js';
import { ApplicationDeparture } from './application-departure.js';
import { applicationOf } from './application-of.js';
import { insistOn } from './insist-on.js';
import { keepingAlive } from './keeping-alive.js';
import { whenListening } from './listening-server.js';
import type { ListeningPort } from './listening-server.js';
import { RequestsInFlight } from './requests-in-flight.js';
import { stopOnSignals } from './stop-signals.js';

/** Beyond the deadline of the drain, for the host's own shutdown hooks after a signal. */
const CLOSING_MS = 1000;

/** The last that Nest starts and the first that it stops: registers once the server listens, leaves before anything closes. */
@Injectable()
export class DiscoveryLifecycle implements OnApplicationBootstrap, OnModuleDestroy, OnApplicationShutdown {
  #ignoreSignals: Cancel = () => {};
  #isClosing = false;

  constructor(
    private readonly modules: ModulesContainer,
    private readonly host: HttpAdapterHost,
    private readonly start: DiscoveryStart,
    private readonly own: OwnServices,
    private readonly health: HealthFeed,
    private readonly departure: ApplicationDeparture,
    @Inject(DISCOVERY_CORE) private readonly core: DiscoveryCore,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    try {
      await keepingAlive(this.start.fetched);
      if (this.start.services.length === 0) return;
      if (this.core.configuration.instance.handleSignals) this.#listenToSignals();
      const server = this.host.httpAdapter?.getHttpServer() as Server | undefined;
      if (server === undefined) await keepingAlive(this.#register(undefined));
      else this.#registerOnceListening(server);
    } catch (error) {
      await this.#end();
      throw error;
    }
  }

  async onModuleDestroy(): Promise<void> {
    this.#isClosing = true;
    await this.departure.depart();
  }

  /** On its own signals Nest repeats the signal when the hooks are done, and it has to end the process then. */
  async onApplicationShutdown(): Promise<void> {
    await this.#end();
  }

  #registerOnceListening(server: Server): void {
    const requests = new RequestsInFlight(server);
    this.departure.inFlight = () => requests.ended();
    whenListening(server, (listening) => {
      void this.#register(listening).catch((error: unknown) => this.#giveUp(error));
    });
  }

  /** With `fail-fast` it ends when the registry has taken the registration, and else when that has begun. */
  async #register(listening: ListeningPort | undefined): Promise<void> {
    await this.health.checkNow();
    if (this.departure.isUnderWay) return;
    const { configuration, events, clock } = this.core;
    for (const service of this.start.services) this.own.register(service, listening);
    this.health.start();
    const { registration, withinMs } = configuration.client.failFast;
    if (!registration) return;
    await insistOn({ what: 'A registration', good: 'registered', bad: 'register-failed', withinMs }, events, clock);
  }

  /** The server listens already: what is left of failing fast is to close the application. A defect of ours must not do that. */
  async #giveUp(reason: unknown): Promise<void> {
    const { log } = this.core;
    if (!(reason instanceof DiscoveryError)) {
      log.error(`registering failed: ${String(reason)}`);
      return;
    }
    log.error(`${String(reason)}; the application closes`);
    process.exitCode = 1;
    try {
      await applicationOf(this.modules)?.close();
    } catch (error) {
      log.error(`closing the application failed: ${String(error)}`);
    }
  }

  #listenToSignals(): void {
    const { configuration, clock, log } = this.core;
    this.#ignoreSignals = stopOnSignals(
      process,
      {
        depart: () => this.departure.depart(),
        isClosing: () => this.#isClosing,
        close: (signal) => applicationOf(this.modules)?.close(signal) ?? Promise.resolve(),
        deadlineMs: configuration.instance.drain.deadlineSeconds * 1000 + CLOSING_MS,
        onSignal: (signal) => log.say(`${signal}: leaving the registry, then closing; a second signal ends it at once`),
        onError: (message) => log.error(message),
      },
      clock,
    );
  }

  /** Waits for nothing but the copy of the registry on disk, and for that not long. */
  async #end(): Promise<void> {
    const { fetcher, stream, calls, events } = this.core;
    this.#ignoreSignals();
    this.health.freeze();
    for (const { registration } of this.own.all) registration.stop();
    stream?.stop();
    const stopped = fetcher.stop();
    calls.close();
    events.complete();
    await stopped;
  }
}
