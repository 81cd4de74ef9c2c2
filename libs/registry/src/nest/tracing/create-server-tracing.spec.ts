import * as api from '@opentelemetry/api';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { ManualClock } from '@nest-eureka/time/testing';
import { sampleConfiguration } from '../../../spec-support/sample-configuration.js';
import { createServerTracing } from './create-server-tracing.js';
import { ServerTracing } from './server-tracing.js';
import type { OpenTelemetry } from './server-tracing.js';

describe('the tracing of a server that is configured', () => {
  const warnings: string[] = [];
  afterEach(() => Logger.overrideLogger(false));

  async function created(isEnabled: boolean, load: () => Promise<OpenTelemetry>): Promise<ServerTracing | undefined> {
    Logger.overrideLogger({ log() {}, error() {}, warn: (message: string) => void warnings.push(message) });
    return createServerTracing(sampleConfiguration({ tracingEnabled: isEnabled }), new ManualClock(), load);
  }

  it('is there when it is wanted and can be had', async () => {
    expect(await created(true, async () => api)).toBeInstanceOf(ServerTracing);
    expect(warnings).toEqual([]);
  });

  it('loads nothing when it is not wanted', async () => {
    let hasLoaded = false;
    const load = async (): Promise<OpenTelemetry> => {
      hasLoaded = true;
      return api;
    };
    expect([await created(false, load), hasLoaded]).toEqual([undefined, false]);
  });

  it('is done without where the package is missing, which is said', async () => {
    expect(await created(true, () => Promise.reject(new Error('Cannot find package')))).toBeUndefined();
    expect(warnings.join()).toMatch(/tracing-enabled has no effect: .*@opentelemetry\/api.*Cannot find package/);
  });
});
