import { Module } from '@nestjs/common';
import { DashboardModule } from '@nest-eureka/dashboard';
import { RegistryModule } from '@nest-eureka/registry';
import { OrdersController } from './orders.controller.js';
import { RegistryDefaults } from './registry-defaults.js';

/** Hosts that show the registry's page beside their own routes. */
@Module({
  imports: [RegistryModule.forRoot({ dashboard: { path: '/ops/registry' } }), DashboardModule.forRoot()],
  controllers: [OrdersController],
})
export class PageModule {}

@Module({
  imports: [
    RegistryModule.forRootAsync({
      useFactory: async () => ({
        ...(await new RegistryDefaults().createRegistryOptions()),
        dashboard: { path: '/ops/registry' },
      }),
    }),
    DashboardModule.forRoot(),
  ],
  controllers: [OrdersController],
})
export class AsyncPageModule {}
