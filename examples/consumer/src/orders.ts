import { GetMapping, PathVariable, remote, ServiceClient } from '@nest-eureka/discovery';

export interface Item {
  readonly id: string;
  /** The instance that answered. */
  readonly from: string;
}

/** The service `orders`, whichever of its instances answers: one that has just died costs one more try. */
@ServiceClient('orders')
export abstract class Orders {
  @GetMapping('/items/:id')
  item(@PathVariable('id') id: string): Promise<Item> {
    return remote(id);
  }
}
