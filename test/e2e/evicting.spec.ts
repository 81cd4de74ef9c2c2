import { afterEach, describe, expect, it } from '@jest/globals';
import { aRegistration } from '../support/an-instance.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';
import { until } from '../support/until.js';

const shortLease = { leaseInfo: { renewalIntervalInSecs: 1, durationInSecs: 1 } };

describe('an instance that stops its heartbeats', () => {
  let server: RegistryServer;
  afterEach(() => server.close());

  it('goes when its lease has ended, and is told of in the delta', async () => {
    server = await startRegistry({ evictionIntervalTimerInMs: 100 });
    await server.post('/eureka/apps/ORDERS', aRegistration(shortLease));
    await server.post('/eureka/apps/STOCK', aRegistration({ app: 'STOCK', instanceId: 'alive' }));
    await until('the application is gone', async () => (await server.get('/eureka/apps/ORDERS')).status === 404);
    expect((await server.get('/eureka/apps/STOCK')).status).toBe(200);
    const delta = (await server.get('/eureka/apps/delta')).json() as {
      applications: { apps__hashcode: string; application: { name: string; instance: Record<string, unknown>[] }[] };
    };
    expect(delta.applications.apps__hashcode).toBe('UP_1_');
    expect(delta.applications.application.find(({ name }) => name === 'ORDERS')?.instance).toMatchObject([
      { actionType: 'DELETED' },
    ]);
    expect((await server.put('/eureka/apps/ORDERS/web1.example.com:orders:8080')).status).toBe(404);
  });

  it('stays while it beats, longer than one with the same lease that came later and is silent', async () => {
    server = await startRegistry({ evictionIntervalTimerInMs: 100 });
    await server.post('/eureka/apps/ORDERS', aRegistration(shortLease));
    await server.post('/eureka/apps/STOCK', aRegistration({ ...shortLease, app: 'STOCK', instanceId: 'silent' }));
    await until('the silent one is gone', async () => {
      expect((await server.put('/eureka/apps/ORDERS/web1.example.com:orders:8080')).status).toBe(200);
      return (await server.get('/eureka/apps/STOCK')).status === 404;
    });
    expect((await server.get('/eureka/apps/ORDERS')).status).toBe(200);
  });

  it('stays when many go at once, with the reason on the page', async () => {
    server = await startRegistry({ evictionIntervalTimerInMs: 100 });
    for (let index = 0; index < 12; index++) {
      await server.post('/eureka/apps/ORDERS', aRegistration({ ...shortLease, instanceId: `i${index}` }));
    }
    // the application is held first, when fewer are missing
    await until('the registry is held', () => server.registry.holds().some(({ scope }) => scope === 'registry'));
    const { text } = await server.get('/');
    expect(text).toContain('EMERGENCY! EUREKA MAY BE INCORRECTLY CLAIMING INSTANCES ARE UP WHEN THEY');
    expect(text).toMatch(/Lease expiration enabled<\/th><td>false/);
    expect(text).toMatch(/class="reason">[^<]*12/);
  });

  it('goes by a cron expression as well', async () => {
    server = await startRegistry({ evictionCron: '* * * * * *' });
    await server.post('/eureka/apps/ORDERS', aRegistration(shortLease));
    await until('the application is gone', async () => (await server.get('/eureka/apps/ORDERS')).status === 404);
  });
});
