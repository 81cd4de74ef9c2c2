import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nest-eureka/discovery';
import { Orders } from './orders.js';
import { ShopController } from './shop.controller.js';

@Module({ imports: [DiscoveryModule.forRoot()], controllers: [ShopController], providers: [Orders] })
export class AppModule {}
