import { Controller, Get, Headers, Param } from '@nestjs/common';
import { Orders } from './orders.js';
import type { Item } from './orders.js';

@Controller('buy')
export class ShopController {
  constructor(private readonly orders: Orders) {}

  @Get(':id')
  async buy(@Param('id') id: string, @Headers('x-customer') customer?: string): Promise<{ readonly bought: Item }> {
    return { bought: await this.orders.item(id, customer) };
  }
}
