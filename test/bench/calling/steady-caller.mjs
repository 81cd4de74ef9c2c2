/** A Nest application that calls by name at a steady rate and notes whom it tries, driven by lines of JSON. */
import 'reflect-metadata';
import { createInterface } from 'node:readline';
import { setInterval } from 'node:timers';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DiscoveryModule, EurekaClient, LoadBalancedFetch, LoadBalancerLifecycle } from '@nest-eureka/discovery';

/** By the port of the instance: how often a request was sent there, and when the last one was. */
const tries = new Map();
const calls = { answered: 0, failed: 0, failures: [] };

class Tries {
  onStartRequest(_request, { port }) {
    const before = tries.get(port)?.count ?? 0;
    tries.set(port, { count: before + 1, at: performance.timeOrigin + performance.now() });
  }
}
LoadBalancerLifecycle()(Tries);

class Application {}
Module({ imports: [DiscoveryModule.forRoot()], providers: [Tries] })(Application);

const app = await NestFactory.create(Application, { logger: ['error'] });
const fetchByName = app.get(LoadBalancedFetch);

async function call(url) {
  try {
    const response = await fetchByName(url);
    await response.text();
    if (!response.ok) throw new Error(`status ${response.status}`);
    calls.answered++;
  } catch (error) {
    calls.failed++;
    const failure = error.cause?.message ?? error.message;
    if (!calls.failures.includes(failure)) calls.failures.push(failure);
  }
}

const commands = {
  held: ({ service }) => app.get(EurekaClient).getInstances(service).length,
  start: ({ service, perSecond }) => {
    setInterval(() => void call(`http://${service}/items/1`), 1000 / perSecond);
    return true;
  },
  tries: ({ port }) => tries.get(port) ?? { count: 0 },
  calls: () => calls,
};

createInterface({ input: process.stdin }).on('line', (line) => {
  const command = JSON.parse(line);
  console.log(`@ ${JSON.stringify(commands[command.do](command))}`);
});
await app.init();
