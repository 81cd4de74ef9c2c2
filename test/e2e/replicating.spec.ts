import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aRegistration } from '../support/an-instance.js';
import { RegistryCluster } from '../support/registry-cluster.js';
import type { RegistryServer } from '../support/registry-server.js';
import { until } from '../support/until.js';

const APP = '/eureka/apps/ORDERS';
const ID = 'web1.example.com:orders:8080';
const ONE = `${APP}/${ID}`;
const WITHIN_MS = 1000;
/** Heartbeats wait half a second for company. */
const AFTER_BEAT_MS = 3000;

interface Cluster {
  readonly node: string;
  readonly peers: readonly {
    readonly lastSuccessAt: number;
    readonly waitingMs: number;
    readonly lastLagMs: number;
    readonly counts: Readonly<Record<string, number>>;
    readonly clockOffsetMs?: number;
    readonly comparison?: { readonly isSame?: boolean };
    readonly received?: { readonly items: number };
  }[];
}

function instanceAt(node: RegistryServer, id = ID) {
  return node.registry.instance('ORDERS', id);
}

/** Node 0 and node 1 take what the other has to tell. */
async function allSee(cluster: RegistryCluster): Promise<void> {
  for (const node of cluster.nodes) {
    if (node === undefined) continue;
    await until('every peer is available', async () => {
      const { text } = await node.get('/eureka/status');
      return text.includes('"unavailable-replicas":""') && !text.includes('"available-replicas":""');
    });
  }
}

describe('two registries that are peers', () => {
  let cluster: RegistryCluster;
  let here: RegistryServer;
  let there: RegistryServer;
  beforeAll(async () => {
    cluster = await RegistryCluster.start(2);
    [here, there] = [cluster.node(0), cluster.node(1)];
    await allSee(cluster);
  });
  afterAll(() => cluster.close());

  it('show a registration on the other within a second', async () => {
    expect((await here.post(APP, aRegistration())).status).toBe(204);
    await until('it is there', () => instanceAt(there), WITHIN_MS);
    expect((await there.get(ONE)).text).toContain('"lastDirtyTimestamp":"1699999999900"');
  });

  it('renew on the other what is renewed on one', async () => {
    const before = instanceAt(there)?.leaseInfo?.lastRenewalTimestamp ?? 0;
    expect((await here.put(ONE)).status).toBe(200);
    await until(
      'it is renewed',
      () => (instanceAt(there)?.leaseInfo?.lastRenewalTimestamp ?? 0) > before,
      AFTER_BEAT_MS,
    );
  });

  it('set and remove an override on both', async () => {
    await here.put(`${ONE}/status?value=OUT_OF_SERVICE`);
    await until('it is out of service', () => instanceAt(there)?.status === 'OUT_OF_SERVICE', WITHIN_MS);
    expect(instanceAt(there)?.overriddenStatus).toBe('OUT_OF_SERVICE');
    await here.delete(`${ONE}/status?value=UP`);
    await until('it is up', () => instanceAt(there)?.status === 'UP', WITHIN_MS);
    expect(instanceAt(there)?.overriddenStatus).toBe('UNKNOWN');
  });

  it('take over metadata', async () => {
    await there.put(`${ONE}/metadata?colour=green`);
    await until('it is green', () => instanceAt(here)?.metadata.get('colour') === 'green', WITHIN_MS);
  });

  it('leave an instance registered that registers, cancels and registers at once (wire-live.md 5.2)', async () => {
    const id = 'restless';
    const registration = aRegistration({ instanceId: id });
    await here.post(APP, registration);
    await here.delete(`${APP}/${id}`);
    await here.post(APP, registration);
    await here.post(APP, aRegistration({ instanceId: 'last' }));
    await until('all of it is there', () => instanceAt(there, 'last'), WITHIN_MS);
    expect(instanceAt(there, id)?.status).toBe('UP');
  });

  it('give the other the whole registration when it lacks what is renewed', async () => {
    const id = 'lost';
    await here.post(APP, aRegistration({ instanceId: id }));
    await until('it is there', () => instanceAt(there, id), WITHIN_MS);
    // a peer's cancel is not passed on
    await there.delete(`${APP}/${id}`, { 'x-netflix-discovery-replication': 'true' });
    expect(instanceAt(there, id)).toBeUndefined();
    await here.put(`${APP}/${id}`);
    await until('it is there again', () => instanceAt(there, id), AFTER_BEAT_MS);
  });

  it("take over the other's copy when that is newer", async () => {
    const id = 'conflicting';
    await here.post(APP, aRegistration({ instanceId: id, lastDirtyTimestamp: '1000' }));
    await until('it is there', () => instanceAt(there, id), WITHIN_MS);
    await there.post(APP, aRegistration({ instanceId: id, lastDirtyTimestamp: '2000', ipAddr: '10.9.9.9' }), {
      'x-netflix-discovery-replication': 'true',
    });
    await here.put(`${APP}/${id}`);
    await until('the newer copy is here', () => instanceAt(here, id)?.ipAddr === '10.9.9.9', AFTER_BEAT_MS);
  });

  it('end an instance on both', async () => {
    await here.delete(ONE);
    await until('it is gone', () => instanceAt(there) === undefined, WITHIN_MS);
  });

  it('hold each other as instances, like servers of Spring', async () => {
    for (const node of [here, there]) {
      await until('both are listed', () => node.registry.application('UNKNOWN')?.instances.length === 2);
    }
  });

  it('show the other as their replica, on the page as well', async () => {
    const url = `http://127.0.0.1:${there.port}/eureka/`;
    const { applicationStats } = (await here.get('/eureka/status')).json() as {
      readonly applicationStats: Readonly<Record<string, string>>;
    };
    expect(applicationStats).toEqual({
      'registered-replicas': url,
      'available-replicas': `${url},`,
      'unavailable-replicas': '',
    });
    expect((await here.get('/', { accept: 'text/html' })).text).toContain(`<a href="${url}" title="available">`);
  });

  it('say how they get on with each other', async () => {
    // what the tests before have changed may still be on its way
    const cluster1 = await until('nothing waits for the peer', async () => {
      const told = (await here.get('/eureka/x/cluster')).json() as Cluster;
      return told.peers.every(({ waitingMs }) => waitingMs === 0) ? told : undefined;
    });
    const cluster2 = (await there.get('/eureka/x/cluster')).json() as Cluster;
    expect(cluster1.peers).toEqual([
      expect.objectContaining({
        url: `http://127.0.0.1:${there.port}/eureka/`,
        state: 'available',
        kind: 'ours',
        node: cluster2.node,
        protocolVersion: 2,
        breaker: 'closed',
        failuresInARow: 0,
        waitingMs: 0,
        dropped: { expired: 0, overflowing: 0 },
      }),
    ]);
    await until('the registries have been compared', async () => {
      const { peers } = (await here.get('/eureka/x/cluster')).json() as Cluster;
      return peers[0]?.comparison?.isSame === true;
    });
    const [peer] = ((await here.get('/eureka/x/cluster')).json() as Cluster).peers;
    expect(Math.abs(peer?.clockOffsetMs ?? Number.NaN)).toBeLessThan(60_000);
    // only batches of our own say how long their items have waited
    expect(peer?.received).toMatchObject({ address: expect.any(String), lastLagMs: expect.any(Number) });
    expect(peer?.received?.items).toBeGreaterThan(0);
    expect(peer?.lastLagMs).toBeLessThan(10_000);
    expect(Date.now() - (peer?.lastSuccessAt ?? 0)).toBeLessThan(60_000);
    expect(peer?.counts).toMatchObject({ rejected: 0 });
  });
});

describe('three registries that do not list themselves', () => {
  let cluster: RegistryCluster;
  beforeAll(async () => {
    cluster = await RegistryCluster.start(3, (_index, urls) => ({
      client: { registerWithEureka: false, serviceUrl: { defaultZone: urls } },
    }));
    await allSee(cluster);
  });
  afterAll(() => cluster.close());

  it('pass on one hop only', async () => {
    const sentBy = async (index: number): Promise<readonly number[]> => {
      const { peers } = (await cluster.node(index).get('/eureka/x/cluster')).json() as Cluster;
      return peers.map(({ counts }) => counts['items'] ?? 0);
    };
    await cluster.node(1).post(APP, aRegistration());
    await cluster.node(1).put(`${ONE}/status?value=OUT_OF_SERVICE`);
    for (const index of [0, 2]) {
      await until('it is there', () => instanceAt(cluster.node(index))?.status === 'OUT_OF_SERVICE', WITHIN_MS);
    }
    // what the two others do themselves is sent behind whatever they would have passed on
    for (const index of [0, 2]) await cluster.node(index).post(APP, aRegistration({ instanceId: `own-${index}` }));
    await until('all have all', () =>
      cluster.nodes.every((node) => node!.registry.application('ORDERS')?.instances.length === 3),
    );
    await until('both have told both', async () =>
      [...(await sentBy(0)), ...(await sentBy(2))].every((sent) => sent > 0),
    );
    expect([await sentBy(0), await sentBy(2)]).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });
});

describe('three registries', () => {
  let cluster: RegistryCluster;
  beforeAll(async () => {
    cluster = await RegistryCluster.start(3);
    await allSee(cluster);
  });
  afterAll(() => cluster.close());

  it('go on without one of them, which is told everything when it is back', async () => {
    await cluster.stop(2);
    await cluster.node(0).post(APP, aRegistration({ instanceId: 'meanwhile' }));
    await until('the other has it', () => instanceAt(cluster.node(1), 'meanwhile'), WITHIN_MS);
    await until('its loss is seen', async () => {
      const { text } = await cluster.node(0).get('/eureka/status');
      return text.includes(`"unavailable-replicas":"${cluster.urls[2]},"`);
    });
    await cluster.restart(2);
    await until('it has it too', () => instanceAt(cluster.node(2), 'meanwhile'));
  }, 60_000);

  it('hear from one that stops that it has gone', async () => {
    await allSee(cluster);
    const listed = () => cluster.node(0).registry.application('UNKNOWN')?.instances.length;
    await until('all are listed', () => listed() === 3);
    await cluster.stop(1);
    await until('it is no longer listed', () => listed() === 2, WITHIN_MS);
  });
});
