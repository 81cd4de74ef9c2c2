import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nest-eureka/discovery';
import { ShopController } from './shop.controller.js';

@Module({
  imports: [
    DiscoveryModule.forRoot(),
    // a slow instance may take a second before another one is asked
    DiscoveryModule.forFeature([{ name: 'orders', tryTimeoutMs: 1000, timeoutMs: 2500 }]),
  ],
  controllers: [ShopController],
})
export class AppModule {}
