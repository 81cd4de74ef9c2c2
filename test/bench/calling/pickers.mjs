import { RULE_NAMES } from '@nest-eureka/discovery';

const KEYS = 1024;
const byKey = (index) => ({ key: `customer ${index}` });
const ribbon = (name) => `com.netflix.loadbalancer.${name}`;
const spring = (name) => `org.springframework.cloud.loadbalancer.core.${name}`;

/** What is asked for besides nothing; the same few requests again and again, so that making them costs no time. */
const WISHES = { 'consistent-hash': byKey };

const named = (rule) => ({ name: rule.split('.').at(-1), options: { rule }, wish: WISHES[rule] });

/** Every picker as a service would have it, with what wraps it by default. */
export const pickers = [
  ...RULE_NAMES.map(named),
  { name: 'weighted, own zone first', options: { rule: 'weighted', zone: 'eu-1a' } },
  { name: 'sticky', options: { narrow: ['sticky'] }, wish: (index) => ({ sticky: `orders-${index * 7}` }) },
  { name: 'same-instance', options: { narrow: ['same-instance'] } },
  { name: 'hint', options: { narrow: ['hint'] }, wish: () => ({ hint: 'blue' }) },
  { name: 'api-version', options: { narrow: ['api-version'] }, wish: () => ({ apiVersion: '2' }) },
  { name: 'subset', options: { narrow: ['subset'] } },
  { name: 'canary', options: { narrow: ['canary'], canary: { label: 'colour', value: 'blue', share: 0.05 } } },
  ...[
    'RoundRobinRule',
    'RandomRule',
    'RetryRule',
    'WeightedResponseTimeRule',
    'BestAvailableRule',
    'AvailabilityFilteringRule',
    'ZoneAvoidanceRule',
  ]
    .map(ribbon)
    .map(named),
  ...['RoundRobinLoadBalancer', 'RandomLoadBalancer'].map(spring).map(named),
  { name: "Spring's zone-preference", options: { configurations: 'zone-preference', zone: 'eu-1a' } },
  { name: "Spring's weighted", options: { configurations: 'weighted' } },
];

export function requestsOf({ wish = () => ({}) }) {
  return Array.from({ length: KEYS }, (_, index) => ({ now: 0, ...wish(index) }));
}
