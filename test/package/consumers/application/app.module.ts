import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { RegistryModule } from '@nest-eureka/registry';
import { OnceJob } from './once-job.js';
import { OrdersController } from './orders.controller.js';
import { RegistryDefaults } from './registry-defaults.js';

/** Hosts with a schedule of their own. */
@Module({
  imports: [ScheduleModule.forRoot(), RegistryModule.forRoot({ enableSelfPreservation: false })],
  controllers: [OrdersController],
  providers: [OnceJob],
})
export class AppModule {}

@Module({
  imports: [ScheduleModule.forRoot(), RegistryModule.forRootAsync({ useClass: RegistryDefaults })],
  controllers: [OrdersController],
  providers: [OnceJob],
})
export class AsyncAppModule {}
