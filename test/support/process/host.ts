import 'reflect-metadata';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Controller, Get, Inject, Module, Post, Query } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ApplicationInfoManager, DiscoveryModule, EurekaClient } from '@nest-eureka/discovery';
import { observeVitals } from './host-vitals.js';
import type { HostVitals } from './host-vitals.js';

/** Between two fetches that the host asks for by itself. */
const PAUSE_MS = 5;

const vitals = observeVitals();
let rounds = 0;
let flips = 0;

/** An application as a client library meets it; a spec asks it how it is, and makes it do things. */
@Controller()
class HostController {
  readonly #asked: ((vitals: HostVitals) => void)[] = [];
  #pressing = false;

  constructor(
    @Inject(EurekaClient) private readonly client: EurekaClient,
    @Inject(ApplicationInfoManager) private readonly manager: ApplicationInfoManager,
  ) {}

  @Get('ping')
  ping() {
    return { rounds };
  }

  @Get('vitals')
  async vitals() {
    const services = this.client.getServices();
    const instances = services.reduce((sum, service) => sum + this.client.getInstances(service).length, 0);
    return { ...(await this.#settled()), rounds, flips, instances, state: this.client.registration?.state };
  }

  /** Between two fetches: one that is under way holds its answer, as long as that is. */
  #settled(): Promise<HostVitals> {
    return this.#pressing ? new Promise((resolve) => this.#asked.push(resolve)) : vitals();
  }

  /** Fetches again and again, as fast as the registry answers, until the process ends. */
  @Post('press')
  press(): void {
    this.#pressing = true;
    void this.#press();
  }

  async #press(): Promise<void> {
    for (;;) {
      await this.client.refresh();
      rounds++;
      for (const answer of this.#asked.splice(0)) answer(await vitals());
      await pause(PAUSE_MS, undefined, { ref: false });
    }
  }

  /** Changes the own status that many times a second for a while; it ends with UP. */
  @Post('flip')
  flip(@Query('perSecond') perSecond: string, @Query('forMs') forMs: string): void {
    const wanted = (Number(perSecond) * Number(forMs)) / 1000;
    const from = performance.now();
    const timer = setInterval(() => {
      const due = Math.min(wanted, ((performance.now() - from) * Number(perSecond)) / 1000);
      for (; flips < due; flips++) this.manager.setInstanceStatus(flips % 2 === 0 ? 'OUT_OF_SERVICE' : 'UP');
      if (flips >= wanted) clearInterval(timer);
    }, PAUSE_MS);
  }

  @Post('shift-clock')
  shiftClock(@Query('ms') ms: string): void {
    (globalThis as { shiftClock?: (ms: number) => void }).shiftClock?.(Number(ms));
  }

  @Post('close')
  close(): void {
    setImmediate(() => void app.close());
  }
}

@Module({ imports: [DiscoveryModule.forRoot()], controllers: [HostController] })
class HostModule {}

const app = await NestFactory.create(HostModule, { logger: ['warn', 'error'] });
await app.listen(0, '127.0.0.1');
const { port } = (app.getHttpServer() as Server).address() as AddressInfo;
process.stdout.write(`the host listens on ${port}\n`);
