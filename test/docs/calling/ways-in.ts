import { HttpService } from '@nestjs/axios';
import { Injectable } from '@nestjs/common';
import { firstValueFrom } from 'rxjs';
import type { Item } from './item.js';

import { GetMapping, LoadBalancedFetch, PathVariable, remote, ServiceClient } from '@nest-eureka/discovery';

// a typed client: injected by its type, nothing has to be declared
@ServiceClient('orders')
export abstract class Orders {
  @GetMapping('/items/:id')
  item(@PathVariable('id') id: string): Promise<Item> {
    return remote(id);
  }
}

@Injectable()
export class Shop {
  constructor(
    private readonly orders: Orders,
    private readonly fetch: LoadBalancedFetch,
    private readonly http: HttpService, // of @nestjs/axios, from any HttpModule
  ) {}

  async look() {
    await this.orders.item('1');
    await this.fetch('http://orders/items/1');
    await firstValueFrom(this.http.get('http://orders/items/1'));
  }
}
