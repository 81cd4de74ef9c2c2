import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Registry } from '@nest-eureka/registry';

interface Order {
  readonly item: string;
  readonly count: number;
}

/** Routes of the host's own, one with a JSON body and one that asks the registry by injection. */
@Controller('orders')
export class OrdersController {
  constructor(private readonly registry: Registry) {}

  @Post()
  place(@Body() order: Order): Order & { readonly accepted: boolean } {
    return { ...order, accepted: true };
  }

  @Get('instances/:app')
  instances(@Param('app') app: string): readonly (string | undefined)[] {
    return this.registry.application(app)?.instances.map(({ instanceId }) => instanceId) ?? [];
  }
}
