import { Injectable, Module } from '@nestjs/common';
import type { INestApplication } from '@nestjs/common';
import { SchedulerRegistry, ScheduleModule, Timeout } from '@nestjs/schedule';
import { Test } from '@nestjs/testing';
import { afterEach, describe, expect, it } from '@jest/globals';
import { RegistryModule } from '@nest-eureka/registry';
import { useCleanSurroundings } from '../support/clean-surroundings.js';
import { until } from '../support/until.js';

useCleanSurroundings();

@Injectable()
class OwnJob {
  runs = 0;

  constructor(readonly scheduler: SchedulerRegistry) {}

  @Timeout('own.job', 1)
  run(): void {
    this.runs++;
  }
}

/** Set by a timer that is started after the host's and takes longer. */
@Injectable()
class LaterJob {
  hasRun = false;

  @Timeout('later.job', 100)
  run(): void {
    this.hasRun = true;
  }
}

@Module({ imports: [RegistryModule.forRoot(), ScheduleModule.forRoot()], providers: [OwnJob, LaterJob] })
class HostWithJobs {}

@Module({ imports: [RegistryModule.forRoot()] })
class HostWithoutJobs {}

describe('a registry inside an application', () => {
  let app: INestApplication;
  afterEach(() => app.close());

  async function start(module: new () => unknown): Promise<void> {
    app = (await Test.createTestingModule({ imports: [module] }).compile()).createNestApplication();
    await app.listen(0, '127.0.0.1');
  }

  it('lists its loops in the scheduler that the application injects', async () => {
    await start(HostWithJobs);
    expect(app.get(OwnJob).scheduler.getIntervals()).toEqual(
      expect.arrayContaining([
        'registry.evict',
        'registry.delta-retention',
        'registry.renewal-threshold',
        'registry.history',
      ]),
    );
  });

  it('lets the jobs of the application run once each', async () => {
    await start(HostWithJobs);
    await until('the later job has run', () => app.get(LaterJob).hasRun);
    expect(app.get(OwnJob).runs).toBe(1);
  });

  it('takes its loops out of the scheduler when the application closes', async () => {
    await start(HostWithJobs);
    const { scheduler } = app.get(OwnJob);
    expect(scheduler.getIntervals()).not.toEqual([]);
    await app.close();
    expect(scheduler.getIntervals()).toEqual([]);
  });

  it('needs no schedule of the application’s', async () => {
    await start(HostWithoutJobs);
    const { port } = app.getHttpServer().address() as { readonly port: number };
    expect((await fetch(`http://127.0.0.1:${port}/eureka/apps`)).status).toBe(200);
  });
});
