import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nest-eureka/discovery';
import { ItemsController } from './items.controller.js';

// its name and the registry's address stand in application.yml
@Module({ imports: [DiscoveryModule.forRoot()], controllers: [ItemsController] })
export class AppModule {}
