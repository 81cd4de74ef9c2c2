import type { ConfigurationNotice } from '../configuration-notice.js';
import type { BalancingKeys, LoadBalancerConfiguration } from './load-balancer-configuration.js';
import { keyOfService } from './service-key.js';
import type { SpringBalancingKeys } from './spring-balancing-keys.js';

const PREFIX = 'spring.cloud.loadbalancer';

/** Keys that say how, where another one says whether. */
const DEPENDENT: readonly {
  readonly keys: readonly (keyof SpringBalancingKeys)[];
  readonly shown: string;
  readonly isOn: (keys: SpringBalancingKeys) => boolean;
  readonly switchedBy: string;
}[] = [
  {
    keys: ['hint'],
    shown: 'hint',
    isOn: ({ configurations }) => configurations === 'hint',
    switchedBy: 'configurations=hint, or narrow in code',
  },
  {
    keys: ['subset.size', 'subset.instanceId'],
    shown: 'subset',
    isOn: ({ configurations }) => configurations === 'subset',
    switchedBy: 'configurations=subset, or narrow in code',
  },
  {
    keys: ['apiVersion.required', 'apiVersion.defaultVersion', 'apiVersion.fallbackToAvailableInstances'],
    shown: 'api-version',
    isOn: ({ configurations }) => configurations === 'api-version',
    switchedBy: 'configurations=api-version, or narrow in code',
  },
  {
    keys: [
      'healthCheck.initialDelay',
      'healthCheck.interval',
      'healthCheck.path',
      'healthCheck.port',
      'healthCheck.repeatHealthCheck',
      'probe.type',
      'probe.timeout',
    ],
    shown: 'health-check',
    isOn: (keys) => keys.configurations === 'health-check' || keys['probe.enabled'] === true,
    switchedBy: 'configurations=health-check or probe.enabled=true, or probe in code',
  },
  {
    keys: ['retry.backoff.minBackoff', 'retry.backoff.maxBackoff', 'retry.backoff.jitter'],
    shown: 'retry.backoff',
    isOn: (keys) => keys['retry.backoff.enabled'] === true,
    switchedBy: 'retry.backoff.enabled=true, or retry.backoff in code',
  },
];

function isSet(value: SpringBalancingKeys[keyof SpringBalancingKeys]): boolean {
  if (value instanceof Map) {
    return value.size > 0;
  }
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

function hint(key: string, text: string): ConfigurationNotice {
  return { kind: 'hint', key, origin: 'all sources', text };
}

/** What is set and has no effect unless something else is set too. */
export function balancingHints({ all, services, servers }: LoadBalancerConfiguration): readonly ConfigurationNotice[] {
  const scopes: readonly (readonly [service: string | undefined, keys: BalancingKeys])[] = [
    [undefined, all],
    ...services,
  ];
  const dependent = DEPENDENT.flatMap(({ keys, shown, isOn, switchedBy }) => {
    const isOnSomewhere = scopes.some(([, { spring }]) => isOn(spring));
    const said = scopes.find(([, { spring }]) => keys.some((key) => isSet(spring[key])));
    if (said === undefined || isOnSomewhere) {
      return [];
    }
    const [service] = said;
    const key = service === undefined ? `${PREFIX}.${shown}` : keyOfService(`${PREFIX}.${shown}`, service);
    return [hint(key, `it has an effect only with ${switchedBy}`)];
  });
  const listed = scopes.flatMap(([service, { ribbon }]) =>
    ribbon.listOfServers.length === 0 || servers.has(service ?? '')
      ? []
      : [
          hint(
            `${service === undefined ? '' : `${service}.`}ribbon.listOfServers`,
            service === undefined
              ? 'it has an effect only for one service: <service>.ribbon.listOfServers'
              : 'it has an effect only with NIWSServerListClassName=ConfigurationBasedServerList or ribbon.eureka.enabled=false',
          ),
        ],
  );
  const switched = [...services].flatMap(([service, { spring }]) =>
    spring.enabled === undefined
      ? []
      : [hint(keyOfService(`${PREFIX}.enabled`, service), 'it has an effect only for all services')],
  );
  return [...dependent, ...listed, ...switched];
}
