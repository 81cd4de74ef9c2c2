import { Test } from '@nestjs/testing';
import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { anInstance } from '../../testing/an-instance.js';
import { DiscoveryTestingModule } from '../../testing/discovery-testing.module.js';
import { FakeDiscovery } from '../../testing/fake-discovery.js';
import { EurekaClient } from '../eureka-client.js';
import { EurekaHealthIndicator } from './eureka-health.indicator.js';

describe('EurekaHealthIndicator', () => {
  it('tells how the link to the registry is, and stays up while the registry is down', async () => {
    const clock = new ManualClock(Date.UTC(2026, 0, 1));
    const fake = new FakeDiscovery({ orders: [anInstance({ port: 1 }), anInstance({ port: 2 })] }, { clock });
    const imports = [DiscoveryTestingModule.forServices(fake, { applicationName: 'shop' })];
    const app = (await Test.createTestingModule({ imports }).compile()).createNestApplication({ logger: false });
    await app.listen(0, '127.0.0.1');
    await clock.advanceAsync(0);
    const indicator = app.get(EurekaHealthIndicator);
    expect(indicator.isHealthy().eureka).toMatchObject({
      status: 'up',
      registered: true,
      registrations: { SHOP: { state: 'registered' } },
      lastFetchAt: '2026-01-01T00:00:00.000Z',
      applications: { ORDERS: 2, SHOP: 1 },
    });
    expect(indicator.isHealthy().eureka).not.toHaveProperty('staleSince');
    fake.registry.breakDown('refuses');
    await clock.advanceAsync(60_000);
    await app.get(EurekaClient).refresh();
    expect(indicator.isHealthy('link').link).toMatchObject({
      status: 'up',
      registered: false,
      registrations: { SHOP: { state: 'failing', lastFailure: expect.stringContaining('unreachable') } },
      staleSince: '2026-01-01T00:00:00.000Z',
      applications: { ORDERS: 2, SHOP: 1 },
    });
    await app.close();
  });
});
