import { describe, expect, it } from '@jest/globals';
import { loadDiscoveryConfiguration } from '@nest-eureka/config';
import { RULE_NAMES, ruleNamed } from '../../../balancing/options/rule-names.js';
import { definedOf } from '../../../balancing/options/defined-of.js';
import { settingsFaults } from '../../../http/service-settings.js';
import type { ServiceSettings } from '../../../http/service-settings.js';
import { ConfiguredSettings } from './configured-settings.js';

const SPRING = 'spring.cloud.loadbalancer';

function configured(...properties: readonly string[]): ConfiguredSettings {
  const { loadBalancer } = loadDiscoveryConfiguration({
    argv: properties.map((property) => `--${property}`),
    environment: {},
    workingDirectory: '/nowhere',
    readFile: () => ({ kind: 'absent' }),
    host: { hostname: 'machine.test', ipAddress: '10.0.0.9' },
    random: () => 0.5,
  });
  return new ConfiguredSettings(loadBalancer);
}

/** Without what is not set. */
function told(settings: ServiceSettings | undefined): object {
  const groups = Object.entries(settings ?? {}).map(([name, value]: [string, unknown]) => {
    if (typeof value !== 'object' || value === null || value instanceof Map) return [name, value] as const;
    const { backoff, ...rest } = definedOf(value) as { readonly backoff?: object };
    const isBackedOff = backoff !== undefined && Object.keys(backoff).length > 0;
    const group = { ...rest, ...(isBackedOff ? { backoff } : {}) };
    return [name, Object.keys(group).length > 0 ? group : undefined] as const;
  });
  return definedOf(Object.fromEntries(groups));
}

describe('keys of balancing as settings', () => {
  it('say nothing when none is set', () => {
    expect(told(configured().forAll())).toEqual({});
    expect(configured().of('orders')).toBeUndefined();
  });

  it.each<[string | readonly string[], ServiceSettings]>([
    ['configurations=weighted', { loadBalancer: { configurations: 'weighted' } }],
    ['rule=peak-ewma', { loadBalancer: { rule: 'peak-ewma' } }],
    ['eureka.approximate-zone-from-hostname=true', { loadBalancer: { approximateZone: true } }],
    ['hint-header-name=X-Hint', { wishes: { hintHeader: 'X-Hint' } }],
    ['hint.default=blue', { loadBalancer: { hint: 'blue' } }],
    ['timeout=5s', { timeoutMs: 5000 }],
    ['try-timeout=250ms', { tryTimeoutMs: 250 }],
    ['sticky-session.instance-id-cookie-name=at', { wishes: { stickyCookie: 'at' } }],
    ['sticky-session.add-service-instance-cookie=true', { wishes: { addInstanceCookie: true } }],
    ['x-forwarded.enabled=true', { xForwarded: true }],
    [['subset.size=3', 'subset.instance-id=me'], { loadBalancer: { subsetSize: 3, subsetInstanceId: 'me' } }],
    [
      [
        'api-version.required=true',
        'api-version.default-version=1',
        'api-version.fallback-to-available-instances=true',
      ],
      {
        loadBalancer: { apiVersion: { required: true, defaultVersion: '1', fallbackToAvailableInstances: true } },
      },
    ],
    [
      ['api-version.header=X-Version', 'api-version.query-parameter=v', 'api-version.path-segment=0'],
      { wishes: { apiVersionHeader: 'X-Version', apiVersionParameter: 'v', apiVersionSegment: 0 } },
    ],
    [
      'api-version.media-type-parameters[application/json]=v',
      { wishes: { apiVersionMediaTypes: new Map([['application/json', 'v']]) } },
    ],
    ['retry.enabled=false', { retry: { enabled: false } }],
    [
      ['retry.max-retries-on-same-service-instance=1', 'retry.max-retries-on-next-service-instance=2'],
      { retry: { maxSame: 1, maxNext: 2 } },
    ],
    ['retry.retry-on-all-operations=true', { retry: { allOperations: true } }],
    ['retry.retry-on-all-exceptions=true', { retry: { faults: ['connect', 'reset', 'timeout', 'other'] } }],
    ['retry.retryable-status-codes=500,503', { retry: { statusCodes: [500, 503] } }],
    ['retry.avoid-previous-instance=false', { loadBalancer: { avoidPrevious: false } }],
    [
      ['retry.backoff.enabled=true', 'retry.backoff.max-backoff=1s', 'retry.backoff.jitter=0.1'],
      { retry: { backoff: { minMs: 5, maxMs: 1000, jitter: 0.1 } } },
    ],
    ['retry.backoff.min-backoff=10ms', {}],
    ['configurations=health-check', { loadBalancer: { configurations: 'health-check', probe: {} } }],
    [
      ['probe.enabled=true', 'probe.type=tcp', 'probe.timeout=300ms', 'health-check.interval=2s'],
      { loadBalancer: { probe: { type: 'tcp', timeoutMs: 300, intervalMs: 2000 } } },
    ],
    [
      [
        'configurations=health-check',
        'health-check.path.default=/up',
        'health-check.port=9000',
        'health-check.initial-delay=1s',
        'health-check.repeat-health-check=false',
      ],
      {
        loadBalancer: {
          configurations: 'health-check',
          probe: { path: '/up', port: 9000, initialDelayMs: 1000, repeat: false },
        },
      },
    ],
    [
      ['configurations=health-check', 'probe.enabled=false'],
      { loadBalancer: { configurations: 'health-check', probe: false } },
    ],
    [
      ['configurations=health-check', 'health-check.path.default=none'],
      { loadBalancer: { configurations: 'health-check', probe: false } },
    ],
    ['health-check.interval=2s', {}],
  ])('%j of Spring are %j, for all and for one', (keys, expected) => {
    const list = typeof keys === 'string' ? [keys] : keys;
    const all = configured(...list.map((key) => `${SPRING}.${key}`)).forAll();
    const one = configured(...list.map((key) => `${SPRING}.clients.orders.${key}`)).of('ORDERS');
    expect([told(all), told(one)]).toEqual([expected, expected]);
    expect([...settingsFaults(all), ...settingsFaults(one ?? {})]).toEqual([]);
  });

  it.each<[string | readonly string[], ServiceSettings]>([
    ['NFLoadBalancerRuleClassName=com.netflix.loadbalancer.RandomRule', { loadBalancer: { rule: 'RandomRule' } }],
    [
      'NIWSServerListFilterClassName=ServerListSubsetFilter',
      { loadBalancer: { ribbonFilter: 'ServerListSubsetFilter' } },
    ],
    ['NFLoadBalancerPingClassName=NIWSDiscoveryPing', { loadBalancer: { probe: false } }],
    ['NFLoadBalancerPingInterval=5', {}],
    [
      ['NFLoadBalancerPingClassName=PingUrl', 'NFLoadBalancerPingInterval=5'],
      { loadBalancer: { probe: { type: 'http', path: '/', intervalMs: 5000 } } },
    ],
    ['NFLoadBalancerClassName=BaseLoadBalancer', { loadBalancer: { ribbon: { zoneAware: false } } }],
    [
      ['ActiveConnectionsLimit=8', 'ServerListRefreshInterval=500', 'ServerWeightTaskTimerInterval=700'],
      { loadBalancer: { ribbon: { activeConnectionsLimit: 8, listRefreshMs: 500, weightIntervalMs: 700 } } },
    ],
    [
      ['EnableZoneAffinity=false', 'EnableZoneExclusivity=true', 'zoneAffinity.minAvailableServers=3'],
      { loadBalancer: { zoneAffinity: { affinity: false, exclusivity: true, minAvailableServers: 3 } } },
    ],
    [
      ['ServerListSubsetFilter.size=4', 'ServerListSubsetFilter.eliminationFailureThresold=2'],
      { loadBalancer: { serverListSubset: { size: 4, failureThreshold: 2 } } },
    ],
    [
      ['MaxAutoRetries=1', 'MaxAutoRetriesNextServer=2', 'OkToRetryOnAllOperations=true', 'retryableStatusCodes=500'],
      { retry: { maxSame: 1, maxNext: 2, allOperations: true, statusCodes: [500] } },
    ],
    ['ReadTimeout=3000', { tryTimeoutMs: 4000 }],
    [['ReadTimeout=3000', 'ConnectTimeout=200'], { tryTimeoutMs: 3200 }],
  ])("%j of Ribbon's are %j, for all and for one", (keys, expected) => {
    const list = typeof keys === 'string' ? [keys] : keys;
    const all = configured(...list.map((key) => `ribbon.${key}`)).forAll();
    const one = configured(...list.map((key) => `orders.ribbon.${key}`)).of('orders');
    expect([told(all), told(one)]).toEqual([expected, expected]);
    expect([...settingsFaults(all), ...settingsFaults(one ?? {})]).toEqual([]);
  });

  it("turn Netflix's seconds into milliseconds, and know its global switches", () => {
    const settings = configured(
      'niws.loadbalancer.orders.connectionFailureCountThreshold=5',
      'niws.loadbalancer.orders.circuitTripTimeoutFactorSeconds=2',
      'niws.loadbalancer.orders.circuitTripMaxTimeoutSeconds=9',
      'niws.loadbalancer.availabilityFilteringRule.filterCircuitTripped=false',
      'niws.loadbalancer.zoneAvoidanceRule.enabled=false',
      'ZoneAwareNIWSDiscoveryLoadBalancer.enabled=false',
      'ZoneAwareNIWSDiscoveryLoadBalancer.orders.triggeringLoadPerServerThreshold=0.5',
    );
    expect(told(settings.of('orders'))).toEqual({
      loadBalancer: {
        circuit: { threshold: 5, factorMs: 2000, maxMs: 9000 },
        ribbon: { triggeringLoadPerServer: 0.5 },
      },
    });
    expect(told(settings.forAll())).toEqual({
      loadBalancer: { ribbon: { filterCircuitTripped: false, zoneAvoidance: false, zoneAware: false } },
    });
  });

  it('of one service are seen together with the switches for all', () => {
    const settings = configured(
      `${SPRING}.configurations=health-check`,
      `${SPRING}.retry.backoff.enabled=true`,
      `${SPRING}.health-check.path.orders=/orders-up`,
      `${SPRING}.health-check.path.taxes=none`,
      `${SPRING}.hint.orders=blue`,
      `${SPRING}.clients.orders.retry.backoff.min-backoff=50ms`,
      'orders.ribbon.ReadTimeout=100',
      'ribbon.ConnectTimeout=20',
    );
    expect(told(settings.of('orders'))).toEqual({
      loadBalancer: { probe: { path: '/orders-up' }, hint: 'blue' },
      retry: { backoff: { minMs: 50 } },
      tryTimeoutMs: 120,
    });
    expect(told(settings.of('taxes'))).toEqual({ loadBalancer: { probe: false } });
    expect(settings.of('mails')).toBeUndefined();
  });

  it("prefer Spring's keys to Ribbon's", () => {
    const settings = configured(
      'orders.ribbon.MaxAutoRetries=1',
      `${SPRING}.clients.orders.retry.max-retries-on-same-service-instance=2`,
    );
    expect(told(settings.of('orders'))).toEqual({ retry: { maxSame: 2 } });
  });

  it('of a name that only a variable tells hold for the service spelt with signs', () => {
    expect(told(configured('orderservice.ribbon.MaxAutoRetries=1').of('order-service'))).toEqual({
      retry: { maxSame: 1 },
    });
  });

  it.each(RULE_NAMES)('know our rule %s', (name) => {
    expect(told(configured(`${SPRING}.rule=${name}`).forAll())).toEqual({ loadBalancer: { rule: name } });
  });

  it.each([
    'RoundRobinRule',
    'ClientConfigEnabledRoundRobinRule',
    'RandomRule',
    'RetryRule',
    'WeightedResponseTimeRule',
    'ResponseTimeWeightedRule',
    'BestAvailableRule',
    'AvailabilityFilteringRule',
    'ZoneAvoidanceRule',
  ])("know Ribbon's %s", (name) => {
    const { rule } = configured(`ribbon.NFLoadBalancerRuleClassName=${name}`).forAll().loadBalancer ?? {};
    expect(typeof rule === 'string' && ruleNamed(rule)?.family).toBe('ribbon');
  });
});
