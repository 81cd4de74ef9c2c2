import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { until } from '../harness/until.mjs';
import { startJavaClient } from '../parties/java-client.mjs';
import { startNestClient } from '../parties/nest-client.mjs';
import { startServerUnderTest } from '../parties/server-under-test.mjs';

/** How a Nest application calls by name; see clients/nest/calls.mjs. */
const WAYS = ['fetch', 'axios', 'typed'];
const CALLS = 100;
const CALLS_AFTERWARDS = 30;
/** Longer than all calls take: the dead go when the suite takes them out. Eviction is another suite's. */
const LEASE_SECS = 300;

export const suite = {
  name: 'calling',
  title: 'Spring and Nest applications call each other by name, while one of them dies',
  async run(run) {
    const step = run.chain();
    const { serviceUrl, registry } = await startServerUnderTest(run);
    const start = async (startClient, app) => {
      const client = await startClient({ app, serviceUrl, leaseSecs: LEASE_SECS });
      run.later(() => client.kill());
      return client;
    };
    const springs = [await start(startJavaClient, 'spring'), await start(startJavaClient, 'spring')];
    const nests = [await start(startNestClient, 'nest'), await start(startNestClient, 'nest')];
    await callingSpring({ step, registry, caller: nests[0], springs });
    await callingNest({ step, registry, caller: springs[0], nests });
  },
};

async function callingSpring({ step, registry, caller, springs }) {
  const calls = (way) => caller.read(`/calls/spring/${way}/${CALLS}`);
  const [living, dead] = springs;
  const known = (count) => async () => (await caller.read('/known/spring')) === count;

  for (const way of WAYS) {
    await step(`a Nest application calls both Spring instances by name with ${way}`, async () => {
      await until('both are known', known(springs.length));
      const { answeredBy, failed } = await calls(way);
      deepStrictEqual(Object.keys(answeredBy).toSorted(), springs.map(({ id }) => id).toSorted());
      deepStrictEqual(failed, []);
    });
  }
  await step('after kill -9 of a Spring instance that the registry still has, no call fails', async () => {
    await dead.kill();
    strictEqual((await registry.instance('SPRING', dead.id))?.status, 'UP');
    for (const way of WAYS) {
      const { answeredBy, failed } = await calls(way);
      deepStrictEqual({ answeredBy, failed }, { answeredBy: { [living.id]: CALLS }, failed: [] });
    }
    strictEqual((await registry.instance('SPRING', dead.id))?.status, 'UP');
  });
  await step('and none fails when the registry has let it go', async () => {
    await letGo(registry, 'SPRING', dead);
    await until('one is known', known(1));
    for (const way of WAYS) deepStrictEqual((await calls(way)).failed, []);
  });
}

async function letGo(registry, app, { id }) {
  strictEqual((await registry.call('DELETE', `/eureka/apps/${app}/${id}`)).status, 200);
}

/** Spring's load balancer tries nobody else without spring-retry: calls to the dead one fail as long as it is listed. */
async function callingNest({ step, registry, caller, nests }) {
  const call = () => caller.read('/call/nest');
  const [living, dead] = nests;

  await step('a Spring application calls both Nest instances by name through its load balancer', async () => {
    const answered = new Set();
    await until('both have answered', async () => answered.add(await call()).size === nests.length);
    deepStrictEqual(answered, new Set(nests.map(({ id }) => id)));
  });
  await step(
    'after kill -9 of a Nest instance its calls reach the other, and fail no longer than that is listed',
    async () => {
      await dead.kill();
      await letGo(registry, 'NEST', dead);
      await until('the caller has forgotten it', async () => (await caller.read('/instances/nest')).length === 1);
      for (let n = 0; n < CALLS_AFTERWARDS; n++) strictEqual(await call(), living.id);
    },
  );
}
