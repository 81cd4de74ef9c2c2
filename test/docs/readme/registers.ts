// From README.md, where it stands to the letter.
import { Controller, Get, Module, Param } from '@nestjs/common';
import { DiscoveryModule, LoadBalancedFetch } from '@nest-eureka/discovery';

@Controller('buy')
class ShopController {
  constructor(private readonly fetch: LoadBalancedFetch) {}

  @Get(':id')
  async buy(@Param('id') id: string): Promise<unknown> {
    return (await this.fetch(`http://orders/items/${id}`)).json(); // any instance of ORDERS that can be called
  }
}

// name and registry: spring.application.name and eureka.client.service-url, as in Spring; without them
// the name in package.json, and http://localhost:8761/eureka/
@Module({ imports: [DiscoveryModule.forRoot()], controllers: [ShopController] })
export class AppModule {}
