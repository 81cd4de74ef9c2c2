import { Logger } from '@nestjs/common';
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import type { RegistryConfiguration } from '@nest-eureka/config';
import type { Clock } from '@nest-eureka/time';
import { NO_AUDIT } from '../security/audit/audit.js';
import type { Audit, AuditEntry } from '../security/audit/audit.js';
import { AuditFile } from '../security/audit/audit-file.js';

/** The audit of one server: a file where one is configured, opened with the application and closed with it. */
export class AuditKeeping implements Audit, OnModuleInit, OnApplicationShutdown {
  readonly #file: AuditFile | undefined;

  constructor({ audit }: Pick<RegistryConfiguration, 'audit'>, clock: Clock) {
    if (audit.path === undefined) return;
    const logger = new Logger('EurekaRegistry');
    this.#file = new AuditFile(audit.path, { clock, onWarning: (message) => logger.error(message) });
  }

  record(entry: AuditEntry): void {
    (this.#file ?? NO_AUDIT).record(entry);
  }

  async onModuleInit(): Promise<void> {
    await this.#file?.open();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#file?.close();
  }
}
