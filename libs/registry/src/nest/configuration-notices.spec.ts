import { Logger } from '@nestjs/common';
import type { LoggerService } from '@nestjs/common';
import type { ConfigurationNotice } from '@nest-eureka/config';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sampleConfiguration } from '../../spec-support/sample-configuration.js';
import { ConfigurationNotices } from './configuration-notices.js';

/** Remembers its warnings. */
class RecordingLogger implements LoggerService {
  readonly warnings: unknown[][] = [];

  log(): void {}

  error(): void {}

  warn(...parts: unknown[]): void {
    this.warnings.push(parts);
  }
}

const NOTICE: ConfigurationNotice = {
  kind: 'unknown',
  key: 'eureka.server.o\u001b[31mdd',
  origin: 'application.yml (line 3)',
  text: 'unknown key',
};

describe('ConfigurationNotices', () => {
  let logger: RecordingLogger;
  beforeEach(() => {
    logger = new RecordingLogger();
    Logger.overrideLogger(logger);
  });
  afterEach(() => Logger.overrideLogger(['log', 'error', 'warn']));

  function tell(isWholeApplication: boolean): void {
    const configuration = { ...sampleConfiguration(), notices: [NOTICE, { ...NOTICE, key: 'second' }] };
    new ConfigurationNotices(configuration, isWholeApplication).onModuleInit();
  }

  it('warn inside an application, each with its key and origin and no control characters', () => {
    tell(false);
    expect(logger.warnings).toEqual([
      ['eureka.server.o\\u001b[31mdd (application.yml (line 3)): unknown key', 'EurekaRegistry'],
      ['second (application.yml (line 3)): unknown key', 'EurekaRegistry'],
    ]);
  });

  it('are loud about a registry that is open to everybody', () => {
    new ConfigurationNotices(sampleConfiguration({ insecure: true }), true).onModuleInit();
    expect(logger.warnings).toEqual([[expect.stringContaining('INSECURE'), 'EurekaRegistry']]);
    const users = [{ name: 'a', password: 'b' }];
    new ConfigurationNotices(sampleConfiguration({ insecure: true, users }), true).onModuleInit();
    expect(logger.warnings).toHaveLength(1);
  });

  it('are silent where the registry is the whole application, which prints them itself', () => {
    tell(true);
    expect(logger.warnings).toEqual([]);
  });
});
