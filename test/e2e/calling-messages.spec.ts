import type { Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ClientProxyFactory, EventPattern, MessagePattern, RpcException, Transport } from '@nestjs/microservices';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { firstValueFrom, lastValueFrom, of, toArray } from 'rxjs';
import { DiscoveryModule, EurekaClient, LoadBalancer, ServiceClientProxy } from '@nest-eureka/discovery';
import { anInstance } from '../support/an-instance.js';
import { useCleanSurroundings } from '../support/clean-surroundings.js';
import { close, closingAtEnd, createApp, quickly } from '../support/discovery-app.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';
import { until } from '../support/until.js';

useCleanSurroundings();

let registry: RegistryServer;
beforeAll(async () => {
  registry = await startRegistry();
});

/** A Nest microservice over TCP, registered as an instance of `mails`. */
async function startMicroservice(name: string) {
  const events: unknown[] = [];
  @Controller()
  class MailsController {
    @MessagePattern('who')
    who() {
      return name;
    }

    @MessagePattern('count')
    count(to: number) {
      return of(...Array.from({ length: to }, (_, index) => index));
    }

    @MessagePattern('fail')
    fail() {
      throw new RpcException('not that');
    }

    @EventPattern('sent')
    sent(data: unknown) {
      events.push(data);
    }
  }
  @Module({ controllers: [MailsController] })
  class MailsModule {}
  const options = {
    transport: Transport.TCP as const,
    options: { host: '127.0.0.1', port: 0 },
    logger: false as const,
  };
  const app = closingAtEnd(await NestFactory.createMicroservice(MailsModule, options));
  await app.listen();
  const { port } = app.unwrap<Server>().address() as AddressInfo;
  const instance = anInstance({
    instanceId: name,
    app: 'MAILS',
    vipAddress: 'mails',
    hostName: '127.0.0.1',
    port: { $: port, '@enabled': 'true' },
  });
  await registry.post('/eureka/apps/MAILS', JSON.stringify({ instance }));
  return { events, close: () => close(app) };
}

let services: Awaited<ReturnType<typeof startMicroservice>>[];
let proxy: ServiceClientProxy;
let endCaller: () => Promise<void>;
let created: string[];

beforeEach(async () => {
  services = await Promise.all(['m1', 'm2'].map(startMicroservice));
  const options = quickly(registry, { applicationName: 'caller', client: { registerWithEureka: false } });
  @Module({ imports: [DiscoveryModule.forRoot(options)] })
  class CallerModule {}
  const app = await createApp(CallerModule);
  await app.init();
  await until('all are known', () => app.get(EurekaClient).getInstances('mails').length === 2);
  created = [];
  proxy = new ServiceClientProxy(app.get(LoadBalancer), 'mails', ({ host, port, instanceId }) => {
    created.push(instanceId);
    return ClientProxyFactory.create({ transport: Transport.TCP, options: { host, port } });
  });
  endCaller = () => close(app);
});

afterEach(async () => {
  await proxy.close();
  await endCaller();
  await Promise.all(services.map((service) => service.close()));
});

const who = (): Promise<string> => firstValueFrom(proxy.send<string>('who', {}));

describe('messages by service name', () => {
  it('go to every instance, over one client for each', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, who));
    expect([...new Set(answers)].toSorted()).toEqual(['m1', 'm2']);
    expect(created.toSorted()).toEqual(['m1', 'm2']);
  });

  it('bring all values of an answer, and errors as they are', async () => {
    expect(await lastValueFrom(proxy.send<number>('count', 4).pipe(toArray()))).toEqual([0, 1, 2, 3]);
    await expect(firstValueFrom(proxy.send('fail', {}))).rejects.toMatchObject({ message: 'not that' });
  });

  it('go to the other instance when one is dead', async () => {
    await Promise.all(Array.from({ length: 20 }, who));
    await services[0]?.close();
    // one may be under way on the connection that ends, and says that it may come twice
    const asking = () => firstValueFrom(proxy.send<string>('who', {}, { idempotent: true }));
    const answers = await Promise.all(Array.from({ length: 20 }, asking));
    expect(new Set(answers)).toEqual(new Set(['m2']));
    // from now on connections are refused, so that nothing was sent
    expect(new Set(await Promise.all(Array.from({ length: 20 }, who)))).toEqual(new Set(['m2']));
  });

  it('may be events, which are sent without a subscriber', async () => {
    for (let event = 0; event < 10; event++) proxy.emit('sent', event);
    await until('they are there', () => services.flatMap(({ events }) => events).length === 10);
    expect(new Set(services.flatMap(({ events }) => events)).size).toBe(10);
  });
});
