import { afterEach, describe, expect, it } from '@jest/globals';
import type { RegistryOptions } from '@nest-eureka/config';
import { aRegistration } from '../support/an-instance.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';
import { until } from '../support/until.js';

const APP = '/eureka/apps/ORDERS';
const AN_HOUR_MS = 3_600_000;
const INSTANCE = `${APP}/web1.example.com:orders:8080`;

interface Lease {
  readonly registrationTimestamp: number;
  readonly lastRenewalTimestamp: number;
}

/** A registry in netflix mode that expects clients and has found none. */
function withNobody(waitTimeInMsWhenSyncEmpty: number): RegistryOptions {
  return {
    defaults: 'netflix',
    registrySyncRetries: 0,
    waitTimeInMsWhenSyncEmpty,
    instance: { registry: { defaultOpenForTrafficCount: 0 } },
  };
}

describe('netflix mode', () => {
  let server: RegistryServer;
  afterEach(() => server.close());

  it('shows what was read once as it was, absence too, while the read-only cache is not refreshed', async () => {
    server = await startRegistry({ defaults: 'netflix', responseCacheUpdateIntervalMs: AN_HOUR_MS });
    expect((await server.get(APP)).status).toBe(404);
    const before = (await server.get('/eureka/apps')).text;
    await server.post(APP, aRegistration());
    expect((await server.get(APP)).status).toBe(404);
    expect((await server.get('/eureka/apps')).text).toBe(before);
    expect((await server.get(INSTANCE)).status).toBe(200);
  });

  it('shows what is new once the read-only cache is refreshed', async () => {
    server = await startRegistry({ defaults: 'netflix', responseCacheUpdateIntervalMs: 50 });
    expect((await server.get(APP)).status).toBe(404);
    expect((await server.get('/eureka/apps')).text).not.toContain('web1.example.com');
    await server.post(APP, aRegistration());
    await until('the application is shown', async () => (await server.get(APP)).status === 200);
    await until('the registry is shown', async () =>
      (await server.get('/eureka/apps')).text.includes('web1.example.com'),
    );
  });

  it('shows a renewal as far in the future as the lease lasts', async () => {
    server = await startRegistry({ defaults: 'netflix' });
    await server.post(APP, aRegistration());
    await server.put(INSTANCE);
    const { leaseInfo } = ((await server.get(INSTANCE)).json() as { instance: { leaseInfo: Lease } }).instance;
    const aheadMs = leaseInfo.lastRenewalTimestamp - leaseInfo.registrationTimestamp;
    expect(aheadMs).toBeGreaterThanOrEqual(90_000);
    expect(aheadMs).toBeLessThan(100_000);
  });

  it('keeps collections closed after a start with nobody, and answers everything else', async () => {
    server = await startRegistry(withNobody(AN_HOUR_MS));
    const collections = ['/eureka/apps', '/eureka/apps/delta', APP, '/eureka/vips/orders', '/eureka/svips/orders'];
    for (const path of collections) expect([path, (await server.get(path)).status]).toEqual([path, 403]);
    expect((await server.get('/actuator/health/readiness', {})).status).toBe(503);
    expect((await server.get('/actuator/health/liveness', {})).status).toBe(200);
    expect((await server.post(APP, aRegistration())).status).toBe(204);
    expect((await server.put(INSTANCE)).status).toBe(200);
    expect((await server.get(INSTANCE)).status).toBe(200);
    expect((await server.get(APP)).status).toBe(403);
  });

  it('opens when it has waited', async () => {
    server = await startRegistry(withNobody(200));
    await until('the registry opens', async () => (await server.get('/eureka/apps')).status === 200);
    expect((await server.get('/actuator/health/readiness', {})).status).toBe(200);
  });

  it('lists the server itself, and cancels it when it stops', async () => {
    server = await startRegistry({ defaults: 'netflix', applicationName: 'my-registry' });
    const { application } = (await server.get('/eureka/apps/MY-REGISTRY')).json() as {
      application: { instance: Record<string, unknown>[] };
    };
    expect(application.instance).toMatchObject([
      { status: 'UP', isCoordinatingDiscoveryServer: 'true', vipAddress: 'my-registry' },
    ]);
    const seen: unknown[] = [];
    server.registry.observe(({ type, app, origin }) => seen.push({ type, app, origin }));
    await server.close();
    expect(seen).toEqual([{ type: 'cancelled', app: 'MY-REGISTRY', origin: 'client' }]);
    expect(server.registry.applications()).toEqual([]);
  });
});

describe('modern mode', () => {
  let server: RegistryServer;
  afterEach(() => server.close());

  it('shows every change at once', async () => {
    server = await startRegistry();
    expect((await server.get(APP)).status).toBe(404);
    await server.post(APP, aRegistration());
    expect((await server.get(APP)).status).toBe(200);
    await server.delete(INSTANCE);
    expect((await server.get(APP)).status).toBe(404);
  });

  it('shows a renewal at its time', async () => {
    server = await startRegistry();
    await server.post(APP, aRegistration());
    await server.put(INSTANCE);
    const { leaseInfo } = ((await server.get(INSTANCE)).json() as { instance: { leaseInfo: Lease } }).instance;
    expect(leaseInfo.lastRenewalTimestamp - leaseInfo.registrationTimestamp).toBeLessThan(10_000);
  });

  it('does not list the server itself unless it is told to', async () => {
    server = await startRegistry();
    expect((await server.get('/eureka/apps')).text).toContain('"application":[]');
    await server.close();
    server = await startRegistry({ client: { registerWithEureka: true }, applicationName: 'self' });
    expect((await server.get('/eureka/apps/SELF')).status).toBe(200);
  });

  it('answers 403 to the delta when it is disabled', async () => {
    server = await startRegistry({ disableDelta: true });
    expect((await server.get('/eureka/apps/delta')).status).toBe(403);
    expect((await server.get('/eureka/apps')).status).toBe(200);
  });
});
