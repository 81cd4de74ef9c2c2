/** Rules that are shown a slow instance, each as a service of its own so that none profits from another's figures. */
export const SLOW_RULES = [
  {
    name: 'round-robin, no ejection',
    service: 'slow-round-robin',
    loadBalancer: { rule: 'round-robin', ejection: false },
  },
  { name: 'RoundRobinLoadBalancer (Spring)', service: 'slow-spring', loadBalancer: { rule: 'RoundRobinLoadBalancer' } },
  { name: 'round-robin', service: 'slow-ejecting', loadBalancer: { rule: 'round-robin' } },
  { name: 'least-requests', service: 'slow-least', loadBalancer: { rule: 'least-requests' } },
  { name: 'peak-ewma', service: 'slow-ewma', loadBalancer: { rule: 'peak-ewma' } },
  { name: 'power-of-two-choices (default)', service: 'slow-default', loadBalancer: {} },
];
