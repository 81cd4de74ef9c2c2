import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { RegistryConfiguration } from '@nest-eureka/config';
import { logText } from './log-text.js';
import { REGISTRY_CONFIGURATION, REGISTRY_IS_WHOLE_APPLICATION } from './tokens.js';

/** Tells in the log what is to be said about the configuration; the registry on its own prints it when it listens. */
@Injectable()
export class ConfigurationNotices implements OnModuleInit {
  constructor(
    @Inject(REGISTRY_CONFIGURATION) private readonly configuration: RegistryConfiguration,
    @Inject(REGISTRY_IS_WHOLE_APPLICATION) private readonly isWholeApplication: boolean,
  ) {}

  onModuleInit(): void {
    const logger = new Logger('EurekaRegistry');
    const { users, tokens, server } = this.configuration;
    if (server.insecure && users.length + tokens.length === 0) {
      logger.warn('INSECURE: eureka.server.insecure=true lets everybody who reaches this registry read and change it.');
    }
    if (this.isWholeApplication) return;
    for (const { key, origin, text } of this.configuration.notices) logger.warn(logText(`${key} (${origin}): ${text}`));
  }
}
