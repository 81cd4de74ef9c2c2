import { Test } from '@nestjs/testing';
import { describe, expect, it } from '@jest/globals';
import { EurekaClient } from '@nest-eureka/discovery';
import type { ClientEvent } from '@nest-eureka/discovery';
import { anInstance, DiscoveryTestingModule, FakeDiscovery, ManualClock } from '@nest-eureka/discovery/testing';
import type { Outage } from '@nest-eureka/discovery/testing';
import { close, closingAtEnd } from '../support/discovery-app.js';

const MINUTE_SECONDS = 60;

async function shopOf(fake: FakeDiscovery) {
  const quick = {
    applicationName: 'shop',
    client: {
      registryFetchIntervalSeconds: 1,
      eurekaServerConnectTimeoutSeconds: 1,
      eurekaServerReadTimeoutSeconds: 1,
    },
    instance: { leaseRenewalIntervalInSeconds: 1 },
  };
  const imports = [DiscoveryTestingModule.forServices(fake, quick)];
  const app = (await Test.createTestingModule({ imports }).compile()).createNestApplication({ logger: false });
  await app.listen(0, '127.0.0.1');
  return { app: closingAtEnd(app), client: app.get(EurekaClient) };
}

describe('a registry that comes and goes every second for a minute', () => {
  it.each<Outage>(['refuses', 'fails', 'hangs', 'locks-out'])(
    'and %s meanwhile costs neither instances nor timers, nor more calls than one that stays',
    async (outage) => {
      const clock = new ManualClock();
      const fake = new FakeDiscovery({ orders: [anInstance()] }, { clock });
      const { app, client } = await shopOf(fake);
      const events = new Map<ClientEvent['type'], number>();
      client.events$.subscribe(({ type }) => events.set(type, (events.get(type) ?? 0) + 1));
      await clock.advanceAsync(1000);
      const timers = clock.pendingTimers;
      for (let second = 0; second < MINUTE_SECONDS; second++) {
        if (second % 2 === 0) fake.registry.breakDown(outage);
        else {
          fake.registry.forgetEverything();
          fake.set('orders', [anInstance()]);
          fake.registry.recover();
        }
        await clock.advanceAsync(1000);
        expect(client.getInstances('orders')).toHaveLength(1);
      }
      // a fetch and a heartbeat or registration each second; the first try after an outage may come on top
      expect(fake.registry.calls.length).toBeLessThanOrEqual(3 * MINUTE_SECONDS);
      expect(clock.pendingTimers).toBeLessThanOrEqual(timers + 1);
      expect(events.get('fetch-failed')).toBeGreaterThan(0);
      expect(events.get('register-failed') ?? events.get('heartbeat-failed')).toBeGreaterThan(0);
      await clock.advanceAsync(60_000);
      expect(client.registration?.state).toBe('registered');
      expect(client.fetching).toMatchObject({ source: 'registry', failures: 0 });
      expect(fake.registry.find('SHOP', client.getInstances('shop')[0]?.instanceId ?? '')?.status).toBe('UP');
      await close(app);
      expect(clock.pendingTimers).toBe(0);
    },
  );
});
