import type { MetricShape } from './prometheus.js';

/** As Micrometer spells Spring's tags for Prometheus. */
const INSTANCE = ['serviceId', 'serviceInstance_instanceId', 'serviceInstance_host', 'serviceInstance_port'];

/** Spring Cloud LoadBalancer's four meters (client.md 6.7), without `uri`, as nothing bounds that; then ours. */
export const METRICS = {
  active: {
    type: 'gauge',
    name: 'loadbalancer_requests_active',
    help: 'Requests under way to an instance',
    labels: INSTANCE,
  },
  success: {
    type: 'histogram',
    name: 'loadbalancer_requests_success_seconds',
    help: 'Requests that an instance has answered, whatever the status',
    labels: [...INSTANCE, 'method', 'outcome', 'status'],
  },
  failed: {
    type: 'histogram',
    name: 'loadbalancer_requests_failed_seconds',
    help: 'Requests that an instance has not answered',
    labels: [...INSTANCE, 'method', 'exception'],
  },
  discard: {
    type: 'counter',
    name: 'loadbalancer_requests_discard_total',
    help: 'Requests for which no instance was found',
    labels: ['serviceId', 'method'],
  },
  retries: {
    type: 'counter',
    name: 'loadbalancer_retries_total',
    help: 'Requests that were sent again',
    labels: ['serviceId'],
  },
  noInstance: {
    type: 'counter',
    name: 'loadbalancer_no_instance_total',
    help: 'Calls that failed since no instance could be called',
    labels: ['serviceId', 'reason'],
  },
  refused: {
    type: 'counter',
    name: 'loadbalancer_refused_total',
    help: 'Calls that a circuit breaker or a bulkhead turned away',
    labels: ['serviceId', 'by'],
  },
  ejections: {
    type: 'counter',
    name: 'loadbalancer_ejections_total',
    help: 'Instances that were taken out for a while',
    labels: ['serviceId', 'cause'],
  },
  ejected: {
    type: 'gauge',
    name: 'loadbalancer_instances_ejected',
    help: 'Instances that are taken out at the moment',
    labels: ['serviceId'],
  },
  breaker: {
    type: 'gauge',
    name: 'loadbalancer_breaker_state',
    help: 'Circuit breaker of the service: 0 closed, 1 half open, 2 open',
    labels: ['serviceId'],
  },
  instanceBreakers: {
    type: 'gauge',
    name: 'loadbalancer_instance_breakers_open',
    help: 'Circuit breakers of instances that are open',
    labels: ['serviceId'],
  },
} as const satisfies Record<string, MetricShape>;
