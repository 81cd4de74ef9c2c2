import { Module } from '@nestjs/common';
import { DiscoveryModule, EurekaClient } from '@nest-eureka/discovery';
import type { DiscoveryModuleOptions } from '@nest-eureka/discovery';
import { Shop } from './shop.js';

/** Where the registry is comes from the environment. */
const OPTIONS: DiscoveryModuleOptions = {
  applicationName: 'shop',
  client: { cacheEnabled: false },
  instance: { drain: { waitSeconds: 0 } },
};

@EurekaClient({ metadataMap: { weight: '2' } })
@Module({ imports: [DiscoveryModule.forRoot(OPTIONS)], providers: [Shop] })
export class ShopModule {}

@EurekaClient({ metadataMap: { weight: '2' } })
@Module({
  imports: [DiscoveryModule.forRootAsync({ useFactory: async () => OPTIONS })],
  providers: [Shop],
})
export class AsyncShopModule {}
