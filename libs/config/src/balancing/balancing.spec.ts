import { describe, expect, it } from '@jest/globals';
import { clientFaultsOf, loadClient } from '../../fixtures/input.js';

/** What is set, for all services or for one. */
function setKeys(argv: readonly string[], service?: string): object {
  const { all, services } = loadClient({ argv: argv.map((argument) => `--${argument}`) }).loadBalancer;
  const keys = service === undefined ? all : services.get(service);
  const set = Object.values(keys ?? {}).flatMap((group) => Object.entries(group as object));
  return Object.fromEntries(set.filter(([, value]) => isSet(value)));
}

function isSet(value: unknown): boolean {
  return value instanceof Map || Array.isArray(value)
    ? Object(value).size > 0 || Object(value).length > 0
    : value !== undefined;
}

describe('keys of balancing', () => {
  it('are all unset unless somebody sets them', () => {
    expect(setKeys([])).toEqual({});
    expect(loadClient({}).loadBalancer).toMatchObject({ zone: undefined, approximateZoneFromHostname: false });
  });

  it.each([
    ['configurations=zone-preference', { configurations: 'zone-preference' }],
    ['configurations=hint', { configurations: 'hint' }],
    ['configurations=random', { configurations: 'random' }],
    ['rule=peak-ewma', { rule: 'peak-ewma' }],
    ['zone=east', { zone: 'east' }],
    ['hintHeaderName=X-Hint', { hintHeaderName: 'X-Hint' }],
    ['hint.default=blue', { hint: new Map([['default', 'blue']]) }],
    ['try-timeout=1500ms', { tryTimeout: 1500 }],
    ['timeout=PT1M0.5S', { timeout: 60_500 }],
    ['health-check.interval=25s', { 'healthCheck.interval': 25_000 }],
    ['health-check.initial-delay=3', { 'healthCheck.initialDelay': 3 }],
    ['health-check.path.orders=/up?deep=1', { 'healthCheck.path': new Map([['orders', '/up?deep=1']]) }],
    ['health-check.path.orders=', { 'healthCheck.path': new Map([['orders', 'none']]) }],
    ['health-check.port=9000', { 'healthCheck.port': 9000 }],
    ['sticky-session.add-service-instance-cookie=true', { 'stickySession.addServiceInstanceCookie': true }],
    ['subset.size=7', { 'subset.size': 7 }],
    ['x-forwarded.enabled=true', { 'xForwarded.enabled': true }],
    ['api-version.path-segment=1', { 'apiVersion.pathSegment': 1 }],
    [
      'api-version.media-type-parameters[application/json]=v',
      { 'apiVersion.mediaTypeParameters': new Map([['application/json', 'v']]) },
    ],
    ['retry.max-retries-on-next-service-instance=3', { 'retry.maxRetriesOnNextServiceInstance': 3 }],
    ['retry.retryable-status-codes=500,503', { 'retry.retryableStatusCodes': [500, 503] }],
    ['retry.backoff.max-backoff=2m', { 'retry.backoff.maxBackoff': 120_000 }],
  ])('%s holds for all services, and for one below clients', (key, expected) => {
    expect(setKeys([`spring.cloud.loadbalancer.${key}`])).toEqual(expected);
    expect(setKeys([`spring.cloud.loadbalancer.clients.Orders.${key}`], 'orders')).toEqual(expected);
    expect(setKeys([`spring.cloud.loadbalancer.clients.orders.${key}`])).toEqual({});
  });

  it.each([
    ['NFLoadBalancerRuleClassName=com.netflix.loadbalancer.RandomRule', { NFLoadBalancerRuleClassName: 'RandomRule' }],
    ['NFLoadBalancerRuleClassName=BestAvailableRule', { NFLoadBalancerRuleClassName: 'BestAvailableRule' }],
    [
      'NIWSServerListFilterClassName=org.springframework.cloud.netflix.ribbon.ZonePreferenceServerListFilter',
      { NIWSServerListFilterClassName: 'ZonePreferenceServerListFilter' },
    ],
    ['nf-load-balancer-ping-class-name=PingUrl', { NFLoadBalancerPingClassName: 'PingUrl' }],
    ['MaxAutoRetriesNextServer=2', { MaxAutoRetriesNextServer: 2 }],
    ['ActiveConnectionsLimit=-1', { ActiveConnectionsLimit: -1 }],
    ['zoneAffinity.maxBlackOutServesrPercentage=0.5', { 'zoneAffinity.maxBlackOutServesrPercentage': 0.5 }],
    ['ServerListSubsetFilter.size=5', { 'ServerListSubsetFilter.size': 5 }],
    ['ReadTimeout=700', { ReadTimeout: 700 }],
  ])("%s is Ribbon's, for all services and for one", (key, expected) => {
    expect(setKeys([`ribbon.${key}`])).toEqual(expected);
    expect(setKeys([`order-service.ribbon.${key}`], 'order-service')).toEqual(expected);
    expect(setKeys([`shop.orders.ribbon.${key}`], 'shop.orders')).toEqual(expected);
  });

  it.each([
    ['niws.loadbalancer.default.circuitTripMaxTimeoutSeconds=9', undefined, { circuitTripMaxTimeoutSeconds: 9 }],
    ['niws.loadbalancer.orders.connectionFailureCountThreshold=5', 'orders', { connectionFailureCountThreshold: 5 }],
    ['niws.loadbalancer.zoneAvoidanceRule.enabled=false', undefined, { 'zoneAvoidanceRule.enabled': false }],
    ['ZoneAwareNIWSDiscoveryLoadBalancer.enabled=false', undefined, { enabled: false }],
    [
      'ZoneAwareNIWSDiscoveryLoadBalancer.orders.avoidZoneWithBlackoutPercetage=0.5',
      'orders',
      { 'default.avoidZoneWithBlackoutPercetage': 0.5 },
    ],
  ])('%s is one of Netflix', (argument, service, expected) => {
    expect(setKeys([argument], service)).toEqual(expected);
  });

  it('come from variables as well, for whom another source spells the service', () => {
    const environment = {
      SPRING_CLOUD_LOADBALANCER_CLIENTS_ORDERSERVICE_RETRY_MAXRETRIESONNEXTSERVICEINSTANCE: '4',
      SPRING_CLOUD_LOADBALANCER_HINT_ORDERS: 'blue',
      ORDER_SERVICE_RIBBON_MAXAUTORETRIES: '2',
      TAXES_RIBBON_NFLOADBALANCERRULECLASSNAME: 'RandomRule',
      ORDERS_RIBBON_PORT: 'tcp://10.0.0.1:80',
      RIBBON_PORT: 'tcp://10.0.0.1:80',
    };
    const files = {
      'application.yml': 'spring.cloud.loadbalancer.clients.order-service: { zone: east, rule: random }',
    };
    const { all, services } = loadClient({ environment, files }).loadBalancer;

    expect([...services.keys()]).toEqual(['order-service', 'taxes', 'orders']);
    expect(services.get('orders')?.spring.hint).toEqual(new Map([['orders', 'blue']]));
    expect(services.get('order-service')).toMatchObject({
      spring: { zone: 'east', rule: 'random', 'retry.maxRetriesOnNextServiceInstance': 4 },
      ribbon: { MaxAutoRetries: 2 },
    });
    expect(services.get('taxes')?.ribbon.NFLoadBalancerRuleClassName).toBe('RandomRule');
    expect([...all.spring.hint]).toEqual([['orders', 'blue']]);
  });

  it('of a higher source win, for one service too', () => {
    const files = { 'application.properties': 'orders.ribbon.MaxAutoRetries=1\norders.ribbon.ReadTimeout=5' };

    expect(
      loadClient({ files, argv: ['--orders.ribbon.MaxAutoRetries=3'] }).loadBalancer.services.get('orders'),
    ).toMatchObject({ ribbon: { MaxAutoRetries: 3, ReadTimeout: 5 } });
  });

  it('are told with every fault at once: key, value, source and what is allowed', () => {
    const files = { 'application.properties': 'orders.ribbon.NFLoadBalancerRuleClassName=com.acme.MyRule' };
    const faults = clientFaultsOf({
      files,
      argv: [
        '--spring.cloud.loadbalancer.configurations=fastest',
        '--spring.cloud.loadbalancer.clients.orders.rule=fastest',
        '--spring.cloud.loadbalancer.retry.backoff.jitter=1.5',
        '--spring.cloud.loadbalancer.clients.taxes.subset.size=0',
        '--spring.cloud.loadbalancer.clients.taxes.retry.backoff.min-backoff=20s',
        '--ribbon.zoneAffinity.maxBlackOutServesrPercentage=80',
        '--niws.loadbalancer.orders.connectionFailureCountThreshold=0',
        '--orders.ribbon.listOfServers=a:1,//b',
        '--eureka.instance.metadata-map.weight=heavy',
      ],
    });

    expect(Object.fromEntries(faults.map(({ key, value }) => [key, value]))).toEqual(
      Object.fromEntries([
        ['eureka.instance.metadata-map.weight', 'heavy'],
        ['spring.cloud.loadbalancer.configurations', 'fastest'],
        ['spring.cloud.loadbalancer.retry.backoff.jitter', '1.5'],
        ['ribbon.zoneAffinity.maxBlackOutServesrPercentage', '80'],
        ['orders.ribbon.NFLoadBalancerRuleClassName', 'com.acme.MyRule'],
        ['spring.cloud.loadbalancer.clients.orders.rule', 'fastest'],
        ['orders.ribbon.listOfServers', 'a:1,//b'],
        ['niws.loadbalancer.orders.connectionFailureCountThreshold', '0'],
        ['spring.cloud.loadbalancer.clients.taxes.subset.size', '0'],
        ['spring.cloud.loadbalancer.clients.taxes.retry.backoff.min-backoff', '20s'],
      ]),
    );
    const rule = faults.find(({ key }) => key.startsWith('orders.ribbon.NF'));
    expect(rule).toMatchObject({ origin: 'application.properties (line 1)' });
    expect(rule?.allowed).toMatch(/^RoundRobinRule, .*ZoneAvoidanceRule, with or without a package/);
  });

  it.each([
    ['weight', '2.5', true],
    ['weight', '0', false],
    ['weight', '-1', false],
    ['weight', '1e3', false],
    ['weight', '2147483648', false],
    ['weights', 'heavy', true],
  ])('leave metadata %s=%s of the own instance: %s', (key, value, isRight) => {
    const argv = [`--eureka.instance.metadata-map.${key}=${value}`];

    expect(isRight ? loadClient({ argv }).instance.metadataMap.get(key) : clientFaultsOf({ argv })).toEqual(
      isRight ? value : [expect.objectContaining({ key: 'eureka.instance.metadata-map.weight', value })],
    );
  });
});

describe('servers that are listed', () => {
  it.each([
    [['orders.ribbon.NIWSServerListClassName=com.netflix.loadbalancer.ConfigurationBasedServerList'], true],
    [['ribbon.eureka.enabled=false'], true],
    [['ribbon.eureka.enabled=false', 'orders.ribbon.NIWSServerListClassName=DiscoveryEnabledNIWSServerList'], false],
    [[], false],
  ])('take the place of the registry with %j: %s', (more, isUsed) => {
    const argv = ['orders.ribbon.listOfServers=a:80,https://b,[::1]:9000', 'orders.ribbon.IsSecure=true', ...more];
    const { servers } = loadClient({ argv: argv.map((argument) => `--${argument}`) }).loadBalancer;

    expect(servers.get('orders')?.map(({ host, port, secure }) => `${host} ${port} ${secure}`)).toEqual(
      isUsed ? ['a 80 true', 'b 443 true', '::1 9000 true'] : undefined,
    );
  });
});
