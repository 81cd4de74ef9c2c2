import { Module } from '@nestjs/common';
import type { INestApplication, LoggerService } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Registry, RegistryModule } from '@nest-eureka/registry';
import { aRegistration } from '../support/an-instance.js';
import { useCleanSurroundings } from '../support/clean-surroundings.js';
import { HttpCaller } from '../support/http-caller.js';
import { until } from '../support/until.js';

useCleanSurroundings();

const MISSPELT = { 'eureka.server.evicton-interval\u001b[31m': 'x' } as const;

@Module({ imports: [RegistryModule.forRoot(MISSPELT)] })
class Host {}

/** Remembers what the registry says. */
class RecordingLogger implements LoggerService {
  readonly lines: string[] = [];

  log(): void {}

  warn(message: unknown, context: unknown): void {
    if (context === 'EurekaRegistry') this.lines.push(`warn: ${String(message)}`);
  }

  error(message: unknown): void {
    this.lines.push(`error: ${String(message)}`);
  }
}

describe('a registry inside an application', () => {
  let app: INestApplication | undefined;
  let logger: RecordingLogger;
  afterEach(async () => {
    await app?.close();
    app = undefined;
  });

  async function start(): Promise<HttpCaller> {
    logger = new RecordingLogger();
    const module = await Test.createTestingModule({ imports: [Host] }).compile();
    app = module.createNestApplication({ logger });
    await app.listen(0, '127.0.0.1');
    return new HttpCaller(await app.getUrl());
  }

  it('says in the log what is odd about its configuration, on one line and harmless', async () => {
    await start();
    expect(logger.lines).toEqual([
      expect.stringMatching(/^warn: .*evicton-interval.*eureka\.server\.eviction-interval-timer-in-ms/),
    ]);
    expect(logger.lines.join('')).not.toContain('\u001b');
  });

  it('outlives an observer that rejects, and says so', async () => {
    const http = await start();
    app?.get(Registry).observe(() => Promise.reject(new Error('an observer that rejects')));
    await http.post('/eureka/apps/ORDERS', aRegistration());
    await until('the rejection is in the log', () =>
      logger.lines.some((line) => line.includes('an observer that rejects')),
    );
    expect((await http.get('/eureka/apps/ORDERS')).status).toBe(200);
  });
});
