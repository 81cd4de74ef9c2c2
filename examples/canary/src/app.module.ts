import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nest-eureka/discovery';
import { ShopController } from './shop.controller.js';

@Module({
  imports: [
    DiscoveryModule.forRoot(),
    DiscoveryModule.forFeature([
      {
        name: 'orders',
        // a tenth of the customers get the instances with the metadata version=2
        loadBalancer: {
          narrow: ['canary'],
          canary: { label: 'version', value: '2', share: 0.1 },
          // a new version that is slower is to be seen, not to be hidden: it keeps its customers
          ejection: { latencyFactor: 0 },
        },
        // and each of them always does; calls without that header are drawn one by one
        wishes: { keyHeader: 'x-customer' },
      },
    ]),
  ],
  controllers: [ShopController],
})
export class AppModule {}
