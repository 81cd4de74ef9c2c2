import { Injectable } from '@nestjs/common';
import type { Item } from './item.js';

import { GetMapping, PathVariable, PostMapping, remote, RequestParam, ServiceClient } from '@nest-eureka/discovery';

@Injectable()
export class NoItems {
  all(): Promise<readonly Item[]> {
    return Promise.resolve([]);
  }
}

@ServiceClient('orders', { path: '/items', fallback: NoItems })
export abstract class ItemsClient {
  @GetMapping()
  all(@RequestParam('colour') colour?: string): Promise<readonly Item[]> {
    return remote(colour);
  }

  @GetMapping('/{id}')
  item(@PathVariable('id') id: string): Promise<Item> {
    return remote(id);
  }

  @PostMapping()
  add(item: Item): Promise<Item> {
    return remote(item);
  }
}
