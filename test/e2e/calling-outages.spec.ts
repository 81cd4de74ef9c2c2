import { HttpModule, HttpService } from '@nestjs/axios';
import { Injectable, Module } from '@nestjs/common';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Agent, request as undiciRequest } from 'undici';
import {
  DiscoveryModule,
  EurekaClient,
  GetMapping,
  LoadBalancedFetch,
  LoadBalancer,
  PostMapping,
  remote,
  ServiceClient,
} from '@nest-eureka/discovery';
import type { CallingOptions } from '@nest-eureka/discovery';
import { useCleanSurroundings } from '../support/clean-surroundings.js';
import { ConstantLoad } from '../support/constant-load.js';
import { close, createApp, quickly } from '../support/discovery-app.js';
import { HttpProcess } from '../support/http-process.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';
import { until } from '../support/until.js';

useCleanSurroundings();

@ServiceClient('shop-typed')
abstract class TypedShop {
  @GetMapping('/')
  get(): Promise<string> {
    return remote();
  }

  @PostMapping('/')
  post(body: string): Promise<string> {
    return remote(body);
  }
}

@Injectable()
class Caller {
  constructor(
    readonly fetch: LoadBalancedFetch,
    readonly http: HttpService,
    readonly balancer: LoadBalancer,
    readonly typed: TypedShop,
    readonly eureka: EurekaClient,
  ) {}
}

type Way = (caller: Caller, url: string, method: 'GET' | 'POST') => Promise<string>;
const bodyOf = (method: string) => (method === 'POST' ? { body: 'x' } : {});

/** Every way in; each gives the name of the instance that answered. */
const WAYS: readonly (readonly [name: string, way: Way])[] = [
  ['fetch', async ({ fetch }, url, method) => (await fetch(url, { method, ...bodyOf(method) })).text()],
  ['axios', async ({ http }, url, method) => (await http.axiosRef<string>({ url, method, data: 'x' })).data],
  [
    'undici',
    async ({ balancer }, url, method) => {
      const agent = new Agent();
      const dispatcher = agent.compose(balancer.dispatchInterceptor());
      const { body } = await undiciRequest(url, { dispatcher, method, ...bodyOf(method) });
      const name = await body.text();
      await agent.close();
      return name;
    },
  ],
  ['typed', ({ typed }, _, method) => (method === 'GET' ? typed.get() : typed.post('x'))],
];

let registry: RegistryServer;
beforeAll(async () => {
  registry = await startRegistry();
});

async function startCaller(calling: CallingOptions = {}) {
  const options = quickly(registry, { applicationName: 'caller', client: { registerWithEureka: false }, calling });
  @Module({ imports: [HttpModule, DiscoveryModule.forRoot(options)], providers: [Caller] })
  class CallerModule {}
  const app = await createApp(CallerModule);
  await app.init();
  return Object.assign(app.get(Caller), { close: () => close(app) });
}

async function startThree(app: string, delayMs = 0): Promise<HttpProcess[]> {
  return Promise.all([1, 2, 3].map((number) => HttpProcess.start(registry, app, `${app}-${number}`, delayMs)));
}

/** Processes are started in each of these. */
const AT_MOST_MS = 30_000;

describe('calls by name while providers fail', () => {
  it.each(WAYS)(
    'show no error when one of three is dead, with %s',
    async (name, way) => {
      const app = `shop-${name}`;
      const [dead, ...living] = await startThree(app);
      const caller = await startCaller();
      await until('all are known', () => caller.eureka.getInstances(app).length === 3);
      await dead?.kill();
      const answers = new Set<string>();
      for (let call = 0; call < 50; call++) {
        answers.add(await way(caller, `http://${app}/`, 'GET'));
        // refused, so that nothing was sent: a POST may go elsewhere as well
        answers.add(await way(caller, `http://${app}/`, 'POST'));
      }
      expect(caller.eureka.getInstances(app)).toHaveLength(3);
      expect([...answers].toSorted()).toEqual(living.map((provider) => provider.name));
      await caller.close();
    },
    AT_MOST_MS,
  );

  it(
    'never send a POST twice that may have been received, and lose no more than was under way at a kill',
    async () => {
      const workers = 12;
      const providers = await startThree('pays', 30);
      const caller = await startCaller();
      await until('all are known', () => caller.eureka.getInstances('pays').length === 3);
      const traffic = new ConstantLoad(workers, (number) =>
        caller.fetch(`http://pays/${number}`, { method: 'POST', body: 'x' }),
      );
      await until('calls go on', () => traffic.answered > 100);
      await providers[0]?.kill();
      const before = traffic.answered;
      await until('calls go on after the kill', () => traffic.answered > before + 200);
      await traffic.stop();

      const received = providers.flatMap(({ requests }) => requests);
      expect(new Set(received).size).toBe(received.length);
      expect(received.length).toBeGreaterThan(300);
      expect(traffic.failed.length).toBeLessThanOrEqual(workers);
      // each of them was under way to the one that died; whether it was read there is another question
      const lost = traffic.failed.map(({ number }) => `POST /${number}`);
      const elsewhere = providers.slice(1).flatMap(({ requests }) => requests);
      expect(lost.filter((request) => elsewhere.includes(request))).toEqual([]);
      await caller.close();
    },
    AT_MOST_MS,
  );

  it(
    'lose nothing at a kill on GET, however many were under way',
    async () => {
      const providers = await startThree('stocks', 30);
      const caller = await startCaller();
      await until('all are known', () => caller.eureka.getInstances('stocks').length === 3);
      const traffic = new ConstantLoad(12, (number) => caller.fetch(`http://stocks/${number}`));
      await until('calls go on', () => traffic.answered > 100);
      await providers[0]?.kill();
      const before = traffic.answered;
      await until('calls go on after the kill', () => traffic.answered > before + 200);
      await traffic.stop();
      expect(traffic.failed).toEqual([]);
      await caller.close();
    },
    AT_MOST_MS,
  );

  it(
    'never send a stream twice',
    async () => {
      const [dead, ...others] = await startThree('films');
      const caller = await startCaller({ loadBalancer: { rule: 'round-robin' } });
      await until('all are known', () => caller.eureka.getInstances('films').length === 3);
      await dead?.kill();
      const outcomes = await Promise.all(
        [1, 2, 3].map(async (number) => {
          const body = new Blob([`film ${number}`]).stream();
          return caller
            .fetch(`http://films/${number}`, { method: 'PUT', body, duplex: 'half' })
            .then((response) => response.text())
            .catch(() => 'failed');
        }),
      );
      expect(outcomes.filter((outcome) => outcome === 'failed')).toHaveLength(1);
      // what a process of its own has received is told a moment after it has answered
      const received = (): readonly string[] => others.flatMap(({ requests }) => requests);
      await until('the two that live have told', () => received().length >= 2);
      expect(received()).toHaveLength(2);
      await caller.close();
    },
    AT_MOST_MS,
  );

  it(
    'lose nothing when the whole zone that they prefer dies',
    async () => {
      const start = (zone: string) => (number: number) =>
        HttpProcess.start(registry, 'maps', `maps-${zone}${number}`, 0, { zone });
      const near = await Promise.all([1, 2, 3].map(start('near')));
      await Promise.all([1, 2].map(start('far')));
      // a provider that a busy machine makes slow is not to be left out here
      const caller = await startCaller({ loadBalancer: { zone: 'near', ejection: { latencyFactor: 0 } } });
      await until('all are known', () => caller.eureka.getInstances('maps').length === 5);
      const answers: string[] = [];
      const traffic = new ConstantLoad(8, async (number) => {
        const response = await caller.fetch(`http://maps/${number}`);
        answers.push(await response.clone().text());
        return response;
      });
      await until('calls go on', () => answers.length > 200);
      expect(answers.every((name) => name.startsWith('maps-near'))).toBe(true);
      await Promise.all(near.map((provider) => provider.kill()));
      const before = answers.length;
      await until('calls go on elsewhere', () => answers.length > before + 300);
      await traffic.stop();
      expect(traffic.failed).toEqual([]);
      expect(answers.slice(-100).every((name) => name.startsWith('maps-far'))).toBe(true);
      await caller.close();
    },
    AT_MOST_MS,
  );
});
