import { Module } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { DiscoveryModule, EurekaClient, LoadBalancedFetch } from '@nest-eureka/discovery';
import { useCleanSurroundings } from '../support/clean-surroundings.js';
import { ConstantLoad } from '../support/constant-load.js';
import { close, createApp, quickly } from '../support/discovery-app.js';
import { startProvider } from '../support/order-providers.js';
import { startRegistry } from '../support/registry-server.js';
import { until } from '../support/until.js';

useCleanSurroundings();

/** Two fetches of the caller. */
const DRAIN = { waitSeconds: 2, deadlineSeconds: 10 };
const JSON_TYPE = { 'content-type': 'application/json' };

describe('a rolling restart', () => {
  it('of five providers costs no request, be it GET or POST', async () => {
    const registry = await startRegistry();
    const start = (name: string) => startProvider(registry, name, { instance: { instanceId: name, drain: DRAIN } });
    const providers = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(start));
    const options = quickly(registry, { applicationName: 'caller', client: { registerWithEureka: false } });
    @Module({ imports: [DiscoveryModule.forRoot(options)] })
    class CallerModule {}
    const app = await createApp(CallerModule);
    await app.init();
    await until('all are known', () => app.get(EurekaClient).getInstances('orders').length === providers.length);
    const call = app.get(LoadBalancedFetch);
    const traffic = new ConstantLoad(8, (number) =>
      number % 4 === 0
        ? call('http://orders/orders', { method: 'POST', headers: JSON_TYPE, body: JSON.stringify({ number }) })
        : call(`http://orders/items/${number}`),
    );

    // the long form, one after the other and twenty times, is `npm run bench -- --only=rolling`
    const successors = [];
    for (const group of [providers.slice(0, 2), providers.slice(2)]) {
      const before = traffic.answered;
      await until('calls go on', () => traffic.answered > before + 50);
      await Promise.all(group.map((provider) => provider.close()));
      const started = await Promise.all(group.map(({ desk }) => start(`${desk.name}-again`)));
      await until('their successors get calls', () => started.every(({ desk }) => desk.requests > 0));
      successors.push(...started);
    }
    await traffic.stop();

    expect(traffic.failed).toEqual([]);
    const orders = [...providers, ...successors].flatMap(({ desk }) => desk.orders) as { readonly number: number }[];
    expect(orders.length).toBeGreaterThan(50);
    expect(new Set(orders.map(({ number }) => number)).size).toBe(orders.length);
    await close(app);
    await Promise.all(successors.map((provider) => provider.close()));
  }, 60_000);
});
