import type { Candidate } from '@nest-eureka/discovery';

import { DiscoveryModule, isExcluded, nobodyOf, picked } from '@nest-eureka/discovery';
import type { Picker, Pool, Rule } from '@nest-eureka/discovery';

const priceOf = ({ instance }: Candidate) => Number(instance.metadata.get('price') ?? Infinity);

/** The cheapest instance that the call may go to. */
export class CheapestFirst implements Rule {
  build(pool: Pool): Picker {
    const byPrice = [...pool.usable].sort((a, b) => priceOf(a) - priceOf(b));
    return {
      pick(request) {
        const cheapest = byPrice.find((candidate) => !isExcluded(candidate, request));
        return cheapest === undefined ? nobodyOf(pool) : picked(cheapest);
      },
    };
  }
}

export const orders = DiscoveryModule.forFeature([{ name: 'orders', loadBalancer: { rule: CheapestFirst } }]);
