import { GetMapping, PathVariable, remote, RequestHeader, ServiceClient } from '@nest-eureka/discovery';

export interface Item {
  readonly id: string;
  /** The instance that answered. */
  readonly from: string;
}

@ServiceClient('orders')
export abstract class Orders {
  @GetMapping('/items/:id')
  item(@PathVariable('id') id: string, @RequestHeader('x-customer') customer?: string): Promise<Item> {
    return remote(id, customer);
  }
}
