import { Module } from '@nestjs/common';
import { afterEach, describe, expect, it } from '@jest/globals';
import { DiscoveryModule, EurekaClient } from '@nest-eureka/discovery';
import type { DiscoveryModuleOptions } from '@nest-eureka/discovery';
import { aRegistration } from '../support/an-instance.js';
import { useCleanSurroundings } from '../support/clean-surroundings.js';
import { close, createApp, listenApp, quickly } from '../support/discovery-app.js';
import { RegistryCluster } from '../support/registry-cluster.js';
import type { RegistryServer } from '../support/registry-server.js';
import { until } from '../support/until.js';

useCleanSurroundings();

function moduleFor(registry: RegistryServer, options: DiscoveryModuleOptions) {
  const { client, ...rest } = options;
  const seldom = { registryFetchIntervalSeconds: 600, ...client };
  @Module({ imports: [DiscoveryModule.forRoot(quickly(registry, { ...rest, client: seldom }))] })
  class AppModule {}
  return AppModule;
}

interface Seen {
  readonly seen: boolean;
  readonly watchers: number;
  readonly polled: boolean;
  readonly otherNodes: number;
  readonly silentNodes: number;
}

async function whoHasSeen(node: RegistryServer, app: string, id: string, waitMs: number): Promise<Seen> {
  const answer = await node.get(`/eureka/x/watch/seen?app=${app}&id=${id}&wait=${waitMs}`);
  return answer.json() as Seen;
}

describe('an instance that leaves a cluster', () => {
  let cluster: RegistryCluster;
  afterEach(() => cluster.close());

  it('goes as soon as those have seen it who watch another node', async () => {
    cluster = await RegistryCluster.start(2);
    const [one, other] = [cluster.node(0), cluster.node(1)];
    const instance = { drain: { waitSeconds: 20, deadlineSeconds: 80 } };
    const leaving = await listenApp(moduleFor(one, { applicationName: 'prices', instance }));
    const watching = await createApp(moduleFor(other, { client: { registerWithEureka: false } }));
    const eureka = watching.get(EurekaClient);
    let isWatching = false;
    eureka.events$.subscribe(({ type }) => (isWatching ||= type === 'watch-opened'));
    await watching.init();
    const called = (): number => eureka.getInstances('prices').length;
    await until('it is called', () => called() === 1 && isWatching);
    const [{ instanceId = '' } = {}] = one.registry.application('PRICES')?.instances ?? [];
    await until('every node can tell', async () => {
      const { seen, watchers, silentNodes } = await whoHasSeen(one, 'PRICES', instanceId, 1_000);
      return seen && watchers === 2 && silentNodes === 0;
    });
    let calledWhenItLeft: number | undefined;
    one.registry.observe(({ type, app }) => {
      if (type === 'cancelled' && app === 'PRICES') calledWhenItLeft = called();
    });
    const from = performance.now();
    await leaving.close();
    expect(calledWhenItLeft).toBe(0);
    // else it waits 20 s for whoever may call it
    expect(performance.now() - from).toBeLessThan(18_000);
    await close(watching);
  });

  it('is not told that all have seen it while a node is away, or is polled', async () => {
    cluster = await RegistryCluster.start(2);
    const [one, other] = [cluster.node(0), cluster.node(1)];
    await one.post('/eureka/apps/ORDERS', aRegistration({ instanceId: 'i-1' }));
    await until('both nodes agree', async () => (await whoHasSeen(one, 'ORDERS', 'i-1', 1_000)).seen);
    // an override is still on its way when it is asked about
    await one.put('/eureka/apps/ORDERS/i-1/status?value=OUT_OF_SERVICE');
    expect(await whoHasSeen(one, 'ORDERS', 'i-1', 10_000)).toMatchObject({ seen: true, silentNodes: 0 });
    expect(other.registry.instance('ORDERS', 'i-1')?.status).toBe('OUT_OF_SERVICE');
    await other.get('/eureka/apps/delta');
    const said = await until('the other node answers in time', async () => {
      const asked = await whoHasSeen(one, 'ORDERS', 'i-1', 500);
      return asked.silentNodes === 0 && asked;
    });
    expect(said).toMatchObject({ seen: false, polled: true });
    await cluster.stop(1);
    expect(await whoHasSeen(one, 'ORDERS', 'i-1', 500)).toMatchObject({ seen: false, otherNodes: 1, silentNodes: 1 });
  });
});
