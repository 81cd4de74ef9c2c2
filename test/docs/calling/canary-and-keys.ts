import type { LoadBalancedFetch } from '@nest-eureka/discovery';

import { DiscoveryModule } from '@nest-eureka/discovery';

export const services = DiscoveryModule.forFeature([
  {
    name: 'orders',
    // a twentieth of the customers get the instances with the metadata version=2, the same ones each time
    loadBalancer: { narrow: ['canary'], canary: { label: 'version', value: '2', share: 0.05 } },
    wishes: { keyHeader: 'x-customer' },
  },
  { name: 'carts', loadBalancer: { rule: 'consistent-hash' } },
]);

export const cartOf = (fetch: LoadBalancedFetch, customer: string) =>
  fetch('http://carts/', { loadBalancing: { key: customer } });
