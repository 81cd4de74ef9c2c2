import { Injectable, Module } from '@nestjs/common';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { DiscoveryModule, EurekaClient, LoadBalancedFetch } from '@nest-eureka/discovery';
import type { CallingOptions } from '@nest-eureka/discovery';
import { useCleanSurroundings } from '../support/clean-surroundings.js';
import { close, createApp, quickly } from '../support/discovery-app.js';
import { HttpProcess } from '../support/http-process.js';
import { startProvider } from '../support/order-providers.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';
import { until } from '../support/until.js';

useCleanSurroundings();

@Injectable()
class Caller {
  constructor(
    readonly fetch: LoadBalancedFetch,
    readonly eureka: EurekaClient,
  ) {}
}

let registry: RegistryServer;
beforeAll(async () => {
  registry = await startRegistry();
});

async function startCaller(calling: CallingOptions = {}) {
  const options = quickly(registry, { applicationName: 'caller', client: { registerWithEureka: false }, calling });
  @Module({ imports: [DiscoveryModule.forRoot(options)], providers: [Caller] })
  class CallerModule {}
  const app = await createApp(CallerModule);
  await app.init();
  const { fetch, eureka } = app.get(Caller);
  return { fetch, eureka, close: () => close(app) };
}

async function startThree(app: string, delayMs = 0): Promise<HttpProcess[]> {
  return Promise.all([1, 2, 3].map((number) => HttpProcess.start(registry, app, `${app}-${number}`, delayMs)));
}

/** Calls without a pause, several at once, until it is stopped; gives what came of each. */
function load(workers: number, call: (number: number) => Promise<Response>) {
  const over = new AbortController();
  let started = 0;
  let answered = 0;
  const failed: { readonly number: number; readonly error: unknown }[] = [];
  const work = async (): Promise<void> => {
    while (!over.signal.aborted) {
      const number = started++;
      try {
        const response = await call(number);
        await response.text();
        if (response.ok) answered++;
        else failed.push({ number, error: response.status });
      } catch (error) {
        failed.push({ number, error });
      }
    }
  };
  const ended = Promise.all(Array.from({ length: workers }, work));
  return {
    get answered() {
      return answered;
    },
    failed,
    async stop() {
      over.abort();
      await ended;
    },
  };
}

describe('calls by name while providers fail', () => {
  it('show no error on GET when one of three is dead', async () => {
    const [dead] = await startThree('carts');
    const caller = await startCaller();
    await until('all are known', () => caller.eureka.getInstances('carts').length === 3);
    await dead?.kill();
    const answers = new Map<string, number>();
    for (let call = 0; call < 200; call++) {
      const name = await (await caller.fetch('http://carts/')).text();
      answers.set(name, (answers.get(name) ?? 0) + 1);
    }
    expect(caller.eureka.getInstances('carts')).toHaveLength(3);
    expect([...answers.keys()].toSorted()).toEqual(['carts-2', 'carts-3']);
    await caller.close();
  });

  it('show no error on POST either when a connection is refused, as nothing was sent', async () => {
    const [dead] = await startThree('bills');
    const caller = await startCaller();
    await until('all are known', () => caller.eureka.getInstances('bills').length === 3);
    await dead?.kill();
    for (let call = 0; call < 50; call++) {
      const response = await caller.fetch('http://bills/', { method: 'POST', body: String(call) });
      expect(response.status).toBe(200);
    }
    await caller.close();
  });

  it('never send a POST twice that may have been received, and lose no more than was under way at a kill', async () => {
    const workers = 12;
    const providers = await startThree('pays', 30);
    const caller = await startCaller();
    await until('all are known', () => caller.eureka.getInstances('pays').length === 3);
    const traffic = load(workers, (number) => caller.fetch(`http://pays/${number}`, { method: 'POST', body: 'x' }));
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
  });

  it('lose nothing at a kill on GET, however many were under way', async () => {
    const providers = await startThree('stocks', 30);
    const caller = await startCaller();
    await until('all are known', () => caller.eureka.getInstances('stocks').length === 3);
    const traffic = load(12, (number) => caller.fetch(`http://stocks/${number}`));
    await until('calls go on', () => traffic.answered > 100);
    await providers[0]?.kill();
    const before = traffic.answered;
    await until('calls go on after the kill', () => traffic.answered > before + 200);
    await traffic.stop();
    expect(traffic.failed).toEqual([]);
    await caller.close();
  });

  it('never send a stream twice', async () => {
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
  });

  it('lose nothing while three providers are restarted one after the other', async () => {
    const drain = { waitSeconds: 2, deadlineSeconds: 10 };
    const start = (name: string) => startProvider(registry, name, { instance: { instanceId: name, drain } });
    let providers = await Promise.all(['a', 'b', 'c'].map(start));
    const caller = await startCaller();
    await until('all are known', () => caller.eureka.getInstances('orders').length === 3);
    const headers = { 'content-type': 'application/json' };
    const traffic = load(8, (number) =>
      number % 4 === 0
        ? caller.fetch('http://orders/orders', { method: 'POST', headers, body: JSON.stringify({ number }) })
        : caller.fetch(`http://orders/items/${number}`),
    );
    for (const [index, old] of providers.entries()) {
      await until('calls go on', () => traffic.answered > (index + 1) * 50);
      await old.close();
      const successor = await start(`${old.desk.name}-again`);
      providers = providers.map((provider) => (provider === old ? successor : provider));
      await until('the successor gets calls', () => successor.desk.requests > 0);
    }
    await traffic.stop();
    expect(traffic.failed).toEqual([]);
    await caller.close();
    await Promise.all(providers.map((provider) => provider.close()));
  }, 60_000);
});
