import { fileURLToPath } from 'node:url';
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { DashboardModule } from '@nest-eureka/dashboard';
import { StandaloneRegistryModule } from '@nest-eureka/registry';
import type { RegistryConfiguration } from '@nest-eureka/registry';

/** Beside `dist/main.js`, which is all that a container needs. */
const DASHBOARD = fileURLToPath(new URL('./dashboard/', import.meta.url));

@Module({})
class ServerModule {}

/** The registry with its dashboard, as an application of its own. */
export function serverModule(configuration: RegistryConfiguration): DynamicModule {
  return {
    module: ServerModule,
    imports: [
      StandaloneRegistryModule.withConfiguration(configuration),
      DashboardModule.forRoot({ folder: DASHBOARD }),
    ],
  };
}
