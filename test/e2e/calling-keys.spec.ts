import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Module } from '@nestjs/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DiscoveryModule, EurekaClient, LoadBalancedFetch } from '@nest-eureka/discovery';
import type { ServiceOptions } from '@nest-eureka/discovery';
import { useCleanSurroundings } from '../support/clean-surroundings.js';
import { close, createApp } from '../support/discovery-app.js';
import { until } from '../support/until.js';

useCleanSurroundings();

/** An instance that nobody registers: it says its name, and what status it answers with. */
class Place {
  readonly server: Server;
  status = 200;
  healthStatus = 200;
  calls = 0;

  constructor(readonly name: string) {
    this.server = createServer(({ url }, response) => {
      if (url === '/up') {
        response.writeHead(this.healthStatus).end();
        return;
      }
      this.calls += 1;
      response.writeHead(this.status).end(this.name);
    });
  }

  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }
}

const places = ['a', 'b', 'c'].map((name) => new Place(name));
beforeAll(async () => {
  const listening = places.map(({ server }) => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)));
  await Promise.all(listening);
});
afterAll(() => {
  for (const { server } of places) {
    server.closeAllConnections();
    server.close();
  }
});
beforeEach(() => {
  for (const place of places) Object.assign(place, { status: 200, healthStatus: 200, calls: 0 });
});

const callsInAll = (): number => places.reduce((sum, { calls }) => sum + calls, 0);

/** An application whose application.properties holds these lines; `orders` and `taxes` have all places for instances. */
async function start(lines: readonly string[], services: readonly ServiceOptions[] = []) {
  const listed = ['orders', 'taxes'].flatMap((service) =>
    places.map(
      ({ address }, at) => `spring.cloud.discovery.client.simple.instances.${service}[${at}].uri=http://${address}`,
    ),
  );
  const alone = ['eureka.client.register-with-eureka=false', 'eureka.client.fetch-registry=false'];
  writeFileSync('application.properties', [...alone, ...listed, ...lines].join('\n'));

  @Module({ imports: [DiscoveryModule.forRoot(), DiscoveryModule.forFeature(services)] })
  class CallerModule {}
  const app = await createApp(CallerModule);
  await app.init();
  const fetch = app.get(LoadBalancedFetch);
  const ask = async (service: string): Promise<string> => (await fetch(`http://${service}/who`)).text();
  const askTimes = async (service: string, times: number): Promise<string> => {
    let answers = '';
    for (let call = 0; call < times; call++) answers += await ask(service);
    return answers;
  };
  return { app, ask, askTimes };
}

describe('keys in application.properties', () => {
  it('choose the rule of one service, and that of all others', async () => {
    const { app, askTimes } = await start([
      'ribbon.NFLoadBalancerRuleClassName=RoundRobinRule',
      'orders.ribbon.NFLoadBalancerRuleClassName=com.netflix.loadbalancer.RandomRule',
    ]);
    expect(await askTimes('taxes', 30)).toMatch(/^(bca)+$/);
    // not once the same instance twice in a row: 1 in 10^7
    expect(await askTimes('orders', 45)).toMatch(/(.)\1/);
    expect(places.every(({ calls }) => calls > 10)).toBe(true);
    await close(app);
  });

  it('say how many further instances are tried, for one service and for all others', async () => {
    const { app, ask } = await start([
      'spring.cloud.loadbalancer.clients.orders.retry.max-retries-on-next-service-instance=2',
      'spring.cloud.loadbalancer.retry.retryable-status-codes=500',
    ]);
    for (const place of places) place.status = 500;
    await ask('orders');
    expect(places.map(({ calls }) => calls)).toEqual([1, 1, 1]);
    await ask('taxes');
    expect(callsInAll()).toBe(5);
    await close(app);
  });

  it('give way to what is declared in code for the service', async () => {
    const lines = ['orders.ribbon.MaxAutoRetriesNextServer=2', 'orders.ribbon.retryableStatusCodes=500'];
    const { app, ask } = await start(lines, [{ name: 'orders', retry: { maxNext: 0 } }]);
    for (const place of places) place.status = 500;
    await ask('orders');
    expect(callsInAll()).toBe(1);
    await close(app);
  });

  it("name servers in the registry's place", async () => {
    const [, second, third] = places.map(({ address }) => address);
    const { app, askTimes } = await start([
      `mails.ribbon.listOfServers=${second},${third}`,
      'mails.ribbon.NIWSServerListClassName=com.netflix.loadbalancer.ConfigurationBasedServerList',
    ]);
    expect(new Set(await askTimes('mails', 20))).toEqual(new Set('bc'));
    await close(app);
  });

  it('have instances probed, avoided while they fail, and told of', async () => {
    const { app, ask, askTimes } = await start([
      'spring.cloud.loadbalancer.clients.orders.configurations=health-check',
      'spring.cloud.loadbalancer.health-check.path.orders=/up',
      'spring.cloud.loadbalancer.health-check.interval=20ms',
    ]);
    const failing = new Map<string, string>();
    app
      .get(EurekaClient)
      .on('probe-changed')
      .subscribe(({ service, instanceId, healthy, because }) => {
        if (service !== 'orders') return;
        if (healthy) failing.delete(instanceId);
        else failing.set(instanceId, because);
      });
    const [first] = places;
    if (first === undefined) throw new Error('there is no place');
    first.healthStatus = 503;
    await ask('orders');
    await until('its probe fails', () => failing.get(first.address) === 'answered 503' && failing.size === 1);
    expect(await askTimes('orders', 20)).not.toContain('a');

    for (const place of places) place.healthStatus = 503;
    await until('all fail', () => failing.size === 3);
    expect(new Set(await askTimes('orders', 20))).toEqual(new Set('abc'));

    for (const place of places.slice(1)) place.healthStatus = 200;
    await until('two are well again', () => failing.size === 1);
    expect(await askTimes('orders', 20)).not.toContain('a');
    await close(app);
  });

  it('stop the start when they are wrong, all at once, with their place and what is allowed', async () => {
    const starting = start([
      'orders.ribbon.NFLoadBalancerRuleClassName=com.acme.FastestRule',
      'spring.cloud.loadbalancer.clients.taxes.retry.backoff.jitter=2',
    ]);
    await expect(starting).rejects.toMatchObject({
      code: 'EUREKA_CONFIG_INVALID',
      faults: [
        {
          key: 'orders.ribbon.NFLoadBalancerRuleClassName',
          value: 'com.acme.FastestRule',
          origin: 'application.properties (line 9)',
          allowed: expect.stringContaining('RandomRule'),
        },
        { key: 'spring.cloud.loadbalancer.clients.taxes.retry.backoff.jitter', allowed: 'a number from 0 to 1' },
      ],
    });
  });
});
