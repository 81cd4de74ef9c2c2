import { afterEach, describe, expect, it } from '@jest/globals';
import { aRegistration } from '../support/an-instance.js';
import { RegistryCluster } from '../support/registry-cluster.js';
import type { RegistryServer } from '../support/registry-server.js';
import { startRegistry } from '../support/registry-server.js';
import { until } from '../support/until.js';

const APP = '/eureka/apps/ORDERS';

async function register(node: RegistryServer, ids: readonly string[]): Promise<void> {
  await Promise.all(ids.map((id) => node.post(APP, aRegistration({ instanceId: id }))));
}

function idsAt(node: RegistryServer): readonly string[] {
  return (node.registry.application('ORDERS')?.instances ?? []).map(({ instanceId }) => instanceId ?? '').sort();
}

async function isReady(node: RegistryServer): Promise<boolean> {
  return (await node.get('/actuator/health/readiness', {})).status === 200;
}

describe('a node that starts beside a running one', () => {
  let cluster: RegistryCluster | undefined;
  let lone: RegistryServer | undefined;
  afterEach(async () => {
    await cluster?.close();
    await lone?.close();
    [cluster, lone] = [undefined, undefined];
  });

  it('shows everything of it from the first answer on, with the age of each lease', async () => {
    cluster = await RegistryCluster.start(2);
    const ids = Array.from({ length: 700 }, (_, index) => `i-${String(index).padStart(4, '0')}`);
    await register(cluster.node(0), ids);
    await cluster.node(0).put(`${APP}/i-0001/status?value=OUT_OF_SERVICE`);
    const renewedAt = cluster.node(0).registry.instance('ORDERS', 'i-0000')!.leaseInfo!.lastRenewalTimestamp;
    await cluster.stop(1);
    const from = performance.now();
    await cluster.restart(1);
    const restarted = cluster.node(1);
    await until('it is ready', () => isReady(restarted), 20_000);
    const startedInMs = performance.now() - from;
    expect(idsAt(restarted)).toEqual(ids);
    expect(restarted.registry.instance('ORDERS', 'i-0001')?.status).toBe('OUT_OF_SERVICE');
    const taken = restarted.registry.instance('ORDERS', 'i-0000')!.leaseInfo!.lastRenewalTimestamp;
    // its age, and at most the way of the answer more; not a lease that begins with the node
    expect(taken - renewedAt).toBeLessThanOrEqual(5);
    expect(renewedAt - taken).toBeLessThan(startedInMs);
  }, 90_000);

  it('is not ready while its peer does not answer, and takes writes all the same', async () => {
    lone = await startRegistry({
      startWaitWhenRefusedMs: 600_000,
      startDeadlineMs: 600_000,
      client: { serviceUrl: { defaultZone: 'http://127.0.0.1:9/eureka/' } },
    });
    const closed = await lone.get('/eureka/apps');
    expect([closed.status, closed.headers['retry-after']]).toEqual([503, '1']);
    expect((await lone.get(`${APP}/unheard-of`)).status).toBe(503);
    expect(await isReady(lone)).toBe(false);
    expect((await lone.get('/actuator/health/liveness', {})).status).toBe(200);
    expect((await lone.post(APP, aRegistration({ instanceId: 'early' }))).status).toBe(204);
    expect((await lone.put(`${APP}/early`)).status).toBe(200);
    expect((await lone.get(`${APP}/early`)).status).toBe(200);
    expect((await lone.put(`${APP}/unheard-of`)).status).toBe(404);
    expect((await lone.post('/eureka/peerreplication/batch/', '{"replicationList":[]}')).status).toBe(200);
  });

  it('is ready after a while when every peer refuses', async () => {
    lone = await startRegistry({
      startWaitWhenRefusedMs: 100,
      client: { serviceUrl: { defaultZone: 'http://127.0.0.1:9/eureka/' } },
    });
    const { port } = lone;
    expect(port).toBeGreaterThan(0);
    await until('it is ready', () => isReady(lone!));
  });

  it('lets two that start together show each other', async () => {
    cluster = await RegistryCluster.start(2);
    const [one, other] = [cluster.node(0), cluster.node(1)];
    await until('both are ready', async () => (await isReady(one)) && (await isReady(other)), 60_000);
    await register(one, ['a']);
    await register(other, ['b']);
    await until('each shows both', () => idsAt(one).length === 2 && idsAt(other).length === 2);
  }, 90_000);

  it.each([
    ['in rounds', { registrySyncRetries: 3, registrySyncRetryWaitMs: 100 }],
    ['by default, since it registers with its peers', {}],
  ])('fills itself in netflix mode %s', async (_what, options) => {
    lone = await startRegistry();
    await register(lone, ['a']);
    const defaultZone = `http://127.0.0.1:${lone.port}/eureka/`;
    const netflix = await startRegistry({ defaults: 'netflix', ...options, client: { serviceUrl: { defaultZone } } });
    await until('it is filled', () => idsAt(netflix).length === 1);
    await netflix.close();
  });

  it('tells only a peer what it exchanges', async () => {
    lone = await startRegistry({
      users: [{ name: 'reader', password: 'secret', roles: ['reader'] }],
    });
    const authorization = `Basic ${Buffer.from('reader:secret').toString('base64')}`;
    for (const path of ['digest', 'leases']) {
      expect((await lone.get(`/eureka/x/replication/${path}`, { authorization })).status).toBe(403);
    }
    expect((await lone.post('/eureka/x/replication/instances', '{}', { authorization })).status).toBe(403);
  });
});
