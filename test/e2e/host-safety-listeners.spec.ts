import { Module } from '@nestjs/common';
import type { LoggerService } from '@nestjs/common';
import { afterEach, describe, expect, it } from '@jest/globals';
import { config } from 'rxjs';
import { DiscoveryModule, EurekaClient } from '@nest-eureka/discovery';
import { startTestRegistry } from '@nest-eureka/discovery/testing';
import { useCleanSurroundings } from '../support/clean-surroundings.js';
import { listenApp, quickly } from '../support/discovery-app.js';
import { until } from '../support/until.js';

useCleanSurroundings();

const rejected: unknown[] = [];
const keep = (reason: unknown): void => void rejected.push(reason);

afterEach(() => {
  process.removeListener('unhandledRejection', keep);
  config.onUnhandledError = null;
});

/** Breaks at whatever the client says, and at nothing else. */
class BrokenLogger implements LoggerService {
  tries = 0;

  log = (_message: unknown, context: unknown): void => this.#breakFor(context);
  warn = this.log;
  error = this.log;

  #breakFor(context: unknown): void {
    if (context !== 'EurekaDiscovery') return;
    this.tries++;
    throw new Error('the logger is broken');
  }
}

describe('a host whose own code throws', () => {
  it('is registered and renewed all the same', async () => {
    process.on('unhandledRejection', keep);
    const thrown: unknown[] = [];
    // what a subscriber throws is RxJS' to report, as with any other Observable
    config.onUnhandledError = (error) => thrown.push(error);
    const registry = await startTestRegistry();
    @Module({ imports: [DiscoveryModule.forRoot(quickly({ url: `http://127.0.0.1:${registry.port}` }))] })
    class ShopModule {}
    const logger = new BrokenLogger();
    const { app, close } = await listenApp(ShopModule, undefined, logger);
    app.useLogger(logger);
    const client = app.get(EurekaClient);
    client.events$.subscribe(() => {
      throw new Error('the subscriber is broken');
    });
    const seen: string[] = [];
    client.events$.subscribe(({ type }) => seen.push(type));
    await until('it is renewed', () => seen.filter((type) => type === 'heartbeat').length >= 2);
    await close();
    expect((await fetch(`${registry.serviceUrl}apps/ORDERS`)).status).toBe(404);
    expect(logger.tries).toBeGreaterThan(0);
    expect(thrown.length).toBeGreaterThanOrEqual(2);
    expect(rejected).toEqual([]);
    await registry.close();
  }, 60_000);
});
