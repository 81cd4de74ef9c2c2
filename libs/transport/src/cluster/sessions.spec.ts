import { afterEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { Cluster } from '../../spec-support/cluster.js';
import { status } from '../../spec-support/fake-registry.js';
import { until } from '../../spec-support/until.js';

let cluster: Cluster;
afterEach(() => cluster.close());

const beat = () => cluster.calls.heartbeat('ORDERS', 'i1', {});

/** A client that was driven from the first registry to the second and keeps to it. */
async function awayFromHome(drawn: number): Promise<ManualClock> {
  const clock = new ManualClock();
  let isFirst = true;
  // The first draw is the session's length; the list keeps its order.
  const random = () => {
    const value = isFirst ? drawn : 0.999_999;
    isFirst = false;
    return value;
  };
  cluster = await Cluster.of([status(500), status(200)], { sessionMs: 1000 }, { clock, random });
  await beat();
  cluster.registry(0).answer = status(200);
  cluster.asked();
  return clock;
}

describe('Sessions (SessionedEurekaHttpClientTest)', () => {
  it.each([
    [0, 500],
    [0.5, 1000],
    [0.998, 1498],
  ])('that drew %d start the choice anew after %i ms', async (drawn, lengthMs) => {
    const clock = await awayFromHome(drawn);
    clock.advance(lengthMs - 1);
    await beat();
    expect(cluster.asked()).toEqual([0, 1]);
    clock.advance(1);
    await beat();
    expect(cluster.asked()).toEqual([1, 0]);
  });

  it('make new connections, so that a name that points elsewhere by now is followed', async () => {
    const clock = await awayFromHome(0);
    await beat();
    expect(cluster.registry(1).sockets.size).toBe(1);
    clock.advance(1500);
    await beat();
    await until('the old connection is closed', () => cluster.registry(1).sockets.size === 0);
  });

  it('are apart for registration and for reading', async () => {
    await awayFromHome(0.5);
    await cluster.calls.delta();
    expect(cluster.asked()).toEqual([1, 0]);
  });
});
