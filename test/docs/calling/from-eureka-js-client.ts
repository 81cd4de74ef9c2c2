import { Injectable } from '@nestjs/common';
import type { Item } from './item.js';

import { LoadBalancedFetch, LoadBalancer } from '@nest-eureka/discovery';

@Injectable()
export class Items {
  constructor(
    private readonly fetch: LoadBalancedFetch,
    private readonly balancer: LoadBalancer,
  ) {}

  async item(id: string): Promise<Item> {
    const response = await this.fetch(`http://jqservice/items/${id}`);
    return (await response.json()) as Item;
  }

  /** For what is no HTTP call: one instance, picked as a call would. */
  address(): string | undefined {
    return this.balancer.choose('jqservice')?.uri;
  }
}
