import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { load, loadClient } from '../../fixtures/input.js';
import { BALANCING_GROUPS } from './balancing-groups.js';

const noticesOf = (...argv: readonly string[]): readonly string[] =>
  loadClient({ options: { applicationName: 'shop' }, argv: argv.map((argument) => `--${argument}`) }).notices.map(
    ({ kind, key, text }) => `${kind} ${key}: ${text}`,
  );

describe('keys of balancing without effect', () => {
  it.each([
    ['spring.cloud.loadbalancer.cache.ttl=5s', 'spring.cloud.loadbalancer.cache.ttl', 'the local copy of the registry'],
    [
      'spring.cloud.loadbalancer.clients.orders.cache.enabled=true',
      'spring.cloud.loadbalancer.clients.orders.cache.enabled',
      'the local copy of the registry',
    ],
    ['ribbon.PoolMaxThreads=9', 'ribbon.PoolMaxThreads', 'the HTTP client that the application calls with'],
    ['orders.ribbon.VipAddress=orders-v2', 'orders.ribbon.VipAddress', 'a service is called by its VIP address'],
    [
      'niws.loadbalancer.serverStats.activeRequestsCount.effectiveWindowSeconds=60',
      'niws.loadbalancer.serverStats.activeRequestsCount.effectiveWindowSeconds',
      'it is 600 s',
    ],
  ])('are reported: %s', (argument, key, reason) => {
    expect(noticesOf(argument)).toEqual([
      expect.stringContaining(`known-unused ${key}: known, not used here, because`),
    ]);
    expect(noticesOf(argument)[0]).toContain(reason);
  });

  it.each([
    ['spring.cloud.loadbalancer.configuration=weighted', 'spring.cloud.loadbalancer.configurations'],
    [
      'spring.cloud.loadbalancer.retry.max-retries-on-next=1',
      'spring.cloud.loadbalancer.retry.max-retries-on-next-service-instance',
    ],
    ['spring.cloud.loadbalancer.clients.orders.sone=east', 'spring.cloud.loadbalancer.clients.orders.zone'],
    ['orders.ribbon.MaxAutoRetry=1', 'orders.ribbon.MaxAutoRetries'],
    ['ribbon.NFLoadBalancerRuleClass=RandomRule', 'ribbon.NFLoadBalancerRuleClassName'],
  ])('nobody knows are told with the nearest one: %s', (argument, nearest) => {
    const [key] = argument.split('=');

    expect(noticesOf(argument)).toEqual([`unknown ${key}: unknown key; the nearest known one is ${nearest}`]);
  });

  it("are no concern where they are the application's own", () => {
    expect(noticesOf('spring.ribbon.colour=red', 'loadbalancer.orders=a')).toEqual([]);
  });

  it.each([
    [['hint.orders=blue'], 'spring.cloud.loadbalancer.hint', 'configurations=hint'],
    [['subset.size=3'], 'spring.cloud.loadbalancer.subset', 'configurations=subset'],
    [['api-version.required=true'], 'spring.cloud.loadbalancer.api-version', 'configurations=api-version'],
    [
      ['clients.orders.health-check.port=9'],
      'spring.cloud.loadbalancer.clients.orders.health-check',
      'configurations=health-check or probe.enabled=true',
    ],
    [['retry.backoff.jitter=0'], 'spring.cloud.loadbalancer.retry.backoff', 'retry.backoff.enabled=true'],
    [['clients.orders.enabled=false'], 'spring.cloud.loadbalancer.clients.orders.enabled', 'for all services'],
  ])('because another one is missing are told: %j', (keys, key, missing) => {
    const notices = noticesOf(...keys.map((name) => `spring.cloud.loadbalancer.${name}`));

    expect(notices).toEqual([expect.stringContaining(`hint ${key}: it has an effect only`)]);
    expect(notices[0]).toContain(missing);
  });

  it('are silent once that one is there', () => {
    const keys = ['hint.orders=blue', 'clients.orders.configurations=hint', 'clients.mails.probe.enabled=true'];

    expect(noticesOf(...[...keys, 'health-check.port=9'].map((key) => `spring.cloud.loadbalancer.${key}`))).toEqual([]);
  });

  it.each([
    ['ribbon.listOfServers=a:1', 'hint ribbon.listOfServers: it has an effect only for one service'],
    ['orders.ribbon.listOfServers=a:1', 'hint orders.ribbon.listOfServers: it has an effect only with NIWSServerList'],
  ])('name servers that nobody would call: %s', (argument, text) => {
    expect(noticesOf(argument)).toEqual([expect.stringContaining(text)]);
  });

  it('are not what Kubernetes sets for a service called ribbon', () => {
    const environment = { RIBBON_PORT: 'tcp://10.0.0.1:80', ORDERS_RIBBON_SERVICE_PORT: '80', RIBBON_PORT_80_TCP: 'a' };

    expect(loadClient({ options: { applicationName: 'shop' }, environment }).notices).toEqual([]);
    expect(load({ environment }).notices).toEqual([]);
  });

  it('have a reason each, and a place in the table each', () => {
    const options = BALANCING_GROUPS.flatMap((group) => Object.values(group.options));

    expect(options.length).toBeGreaterThan(100);
    expect(
      options.every(({ unused, for: audience }) => unused.discovery !== undefined || audience.includes('discovery')),
    ).toBe(true);
  });
});

describe('the example of docs/calling.md', () => {
  it('says what the text beside it says, and nothing unknown', () => {
    const text = readFileSync(new URL('../../../../docs/calling.md', import.meta.url), 'utf8');
    const [, yaml = ''] = /```yaml\n(spring\.cloud\.loadbalancer:[^`]*)```/.exec(text) ?? [];
    const { loadBalancer, notices } = loadClient({
      options: { applicationName: 'shop' },
      files: { 'application.yml': yaml },
    });

    expect(notices).toEqual([]);
    expect(loadBalancer).toMatchObject({
      zone: 'east',
      all: { spring: { 'retry.maxRetriesOnNextServiceInstance': 2 } },
    });
    expect(loadBalancer.services.get('orders')?.spring).toMatchObject({
      configurations: 'zone-preference',
      'retry.enabled': false,
    });
    expect(loadBalancer.services.get('taxes')?.ribbon).toMatchObject({
      NFLoadBalancerRuleClassName: 'RandomRule',
      ReadTimeout: 3000,
    });
  });
});
