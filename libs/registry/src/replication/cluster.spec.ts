import { afterEach, describe, expect, it } from '@jest/globals';
import { SimulatedClient } from '../../spec-support/cluster/simulated-client.js';
import { SimulatedCluster } from '../../spec-support/cluster/simulated-cluster.js';
import { randomNumbers } from '../../spec-support/cluster/random-numbers.js';

/** Two comparisons, and as long as a peer may take to be found again. */
const HEALED_MS = 25_000;

let cluster: SimulatedCluster;
let clients: SimulatedClient[];

async function startCluster(places: number): Promise<void> {
  cluster = new SimulatedCluster(places, randomNumbers(7));
  clients = [];
  await cluster.startAll();
}

function client(id: string, home: number, intervalSecs?: number): SimulatedClient {
  const created = new SimulatedClient(cluster, id, home, intervalSecs);
  clients.push(created);
  created.register();
  return created;
}

async function run(ms: number): Promise<void> {
  await cluster.run(ms, () => {
    for (const each of clients) each.live();
  });
}

function idsAt(place: number): readonly string[] {
  return [...(cluster.at(place)?.core.store.leases() ?? [])].map(({ id }) => id).sort();
}

afterEach(() => {
  cluster.killAll();
  expect(cluster.errors).toEqual([]);
});

describe('a cluster', () => {
  it('has started when every node has seen that the others are starting as well', async () => {
    await startCluster(3);
    expect(cluster.nodes.map(({ ended }) => ended?.reason)).toEqual([
      'all-starting',
      expect.stringMatching(/in-step|all-starting/),
      expect.stringMatching(/in-step|all-starting/),
    ]);
  });

  it('holds on every node what registers on any, within ten seconds of a start together', async () => {
    await startCluster(3);
    client('a', 0);
    client('b', 2);
    await run(1_000);
    expect(cluster.clock.monotonic()).toBeLessThan(10_000);
    for (const place of [0, 1, 2]) expect(idsAt(place)).toEqual(['a', 'b']);
  });

  it('fills a node that was killed before it may be read', async () => {
    await startCluster(2);
    for (let index = 0; index < 20; index++) client(`i-${index}`, 1);
    await run(2_000);
    cluster.kill(1);
    await run(15_000);
    const restarted = await cluster.start(1);
    while (!restarted.isReady) await run(100);
    expect(restarted.ended?.reason).toBe('in-step');
    expect(idsAt(1)).toHaveLength(20);
  });

  it('brings nothing back that was cancelled while the others could not be told for longer than messages live', async () => {
    await startCluster(2);
    const gone = client('gone', 0, 30);
    await run(2_000);
    cluster.partition([0]);
    gone.leave();
    await run(40_000);
    expect([idsAt(0), idsAt(1)]).toEqual([[], ['gone']]);
    cluster.network.heal();
    const seen: (readonly string[])[] = [];
    await cluster.run(HEALED_MS, () => seen.push(idsAt(0)));
    expect([idsAt(0), idsAt(1)]).toEqual([[], []]);
    expect(seen.flat()).toEqual([]);
  });

  it('hands on what was cancelled, so that a third node brings nothing back either', async () => {
    await startCluster(3);
    const gone = client('gone', 0, 30);
    await run(2_000);
    cluster.partition([2]);
    gone.leave();
    await run(1_000);
    // the node that was told of the cancel forgets it, and fills itself from one that knows and one that does not
    cluster.kill(0);
    await run(40_000);
    expect([idsAt(1), idsAt(2)]).toEqual([[], ['gone']]);
    cluster.network.heal();
    await cluster.start(0);
    await run(HEALED_MS);
    expect([idsAt(0), idsAt(1), idsAt(2)]).toEqual([[], [], []]);
  });

  it('keeps on both what was cancelled on one side and is alive on the other', async () => {
    await startCluster(2);
    const alive = client('alive', 1);
    await run(2_000);
    cluster.partition([0]);
    cluster.at(0)?.core.leases.cancel('ORDERS', 'alive', 'client');
    await run(40_000);
    expect([idsAt(0), idsAt(1)]).toEqual([[], ['alive']]);
    cluster.network.heal();
    await run(HEALED_MS);
    expect([idsAt(0), idsAt(1)]).toEqual([['alive'], ['alive']]);
    expect(alive.isRunning).toBe(true);
  });

  it('resolves overrides that were set differently on two sides to the same', async () => {
    await startCluster(3);
    client('a', 1);
    await run(2_000);
    cluster.partition([0]);
    cluster.at(0)?.core.leases.overrideStatus('ORDERS', 'a', 'DOWN', undefined, 'client');
    cluster.at(2)?.core.leases.overrideStatus('ORDERS', 'a', 'OUT_OF_SERVICE', undefined, 'client');
    await run(20_000);
    cluster.network.heal();
    await run(HEALED_MS);
    const statuses = cluster.nodes.map(({ core }) => core.leases.find('ORDERS', 'a')?.status);
    expect(statuses).toEqual(['OUT_OF_SERVICE', 'OUT_OF_SERVICE', 'OUT_OF_SERVICE']);
  });

  it('takes a change of metadata over that no message could carry', async () => {
    await startCluster(2);
    client('a', 0);
    await run(2_000);
    cluster.partition([0]);
    cluster.at(0)?.core.leases.updateMetadata('ORDERS', 'a', new Map([['colour', 'green']]));
    // what waits to be sent is lost with the node that was told; another had it from there
    cluster.network.set(0, 1, { isCut: false });
    cluster.network.set(1, 0, { isCut: false, loss: 0.9 });
    await run(20_000);
    cluster.network.heal();
    await run(HEALED_MS);
    expect(cluster.at(1)?.core.leases.find('ORDERS', 'a')?.metadata.get('colour')).toBe('green');
  });
});
