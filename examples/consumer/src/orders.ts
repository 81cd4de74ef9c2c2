import { Injectable, ServiceUnavailableException } from '@nestjs/common';
import { InjectService } from '@nest-eureka/discovery';
import type { Service } from '@nest-eureka/discovery';

/** The service `orders`, whichever of its instances answers. */
@Injectable()
export class Orders {
  #turn = 0;

  constructor(@InjectService('orders') private readonly orders: Service) {}

  /** Asks the instances in turn; one that has just died costs one more try. */
  async item(id: string): Promise<unknown> {
    const instances = this.orders.instances();
    const first = this.#turn++;
    for (let tried = 0; tried < instances.length; tried++) {
      const instance = instances[(first + tried) % instances.length];
      try {
        const response = await fetch(`${instance?.uri}/items/${encodeURIComponent(id)}`, {
          signal: AbortSignal.timeout(2000),
        });
        if (response.ok) return await response.json();
      } catch {
        // the next one may answer
      }
    }
    throw new ServiceUnavailableException(`none of the ${instances.length} instances of orders answers`);
  }
}
