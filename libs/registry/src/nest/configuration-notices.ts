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
    if (this.isWholeApplication) return;
    const logger = new Logger('EurekaRegistry');
    for (const { key, origin, text } of this.configuration.notices) logger.warn(logText(`${key} (${origin}): ${text}`));
  }
}
