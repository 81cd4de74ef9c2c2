/** A Nest application that calls by name, configured on the command line and driven by lines of JSON. */
import 'reflect-metadata';
import { createInterface } from 'node:readline';
import { HttpModule, HttpService } from '@nestjs/axios';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DiscoveryModule, EurekaClient, LoadBalancedFetch } from '@nest-eureka/discovery';
import { ConstantLoad } from './constant-load.mjs';
import { SLOW_RULES } from './slow-rules.mjs';
import { OpenLoad } from './open-load.mjs';
import { Orders, waysOf } from './ways.mjs';

class Application {}
const perRule = SLOW_RULES.map(({ service, loadBalancer }) => ({ name: service, loadBalancer }));
Module({
  imports: [HttpModule, DiscoveryModule.forRoot(), DiscoveryModule.forFeature(perRule)],
})(Application);

const app = await NestFactory.create(Application, { logger: ['error'] });
const ways = waysOf(app);
const fetchByName = app.get(LoadBalancedFetch);
let load;
let opened;

const commands = {
  held: ({ service }) => app.get(EurekaClient).getInstances(service).length,
  calls: ({ way, url, count, workers }) => timed(() => ways[way](url), count, workers),
  open: ({ service, perSecond, forMs }) => {
    opened = undefined;
    const openLoad = new OpenLoad(fetchByName, `http://${service}/items/1`, perSecond);
    void openLoad.run(forMs).then((result) => (opened = result));
    return true;
  },
  opened: () => opened ?? false,
  start: ({ service, workers, methods }) => {
    load = new ConstantLoad(fetchByName, `http://${service}`, workers, methods);
    return true;
  },
  figures: () => load.figures(),
  stop: () => load.stop(),
};

createInterface({ input: process.stdin }).on('line', (line) => {
  const command = JSON.parse(line);
  void Promise.resolve(commands[command.do](command)).then((answer) => console.log(`@ ${JSON.stringify(answer)}`));
});
app.get(HttpService);
app.get(Orders, { strict: false });
await app.listen(0, '127.0.0.1');

/** So many calls by so many workers: this process's CPU time for each in µs, and how many a second. */
async function timed(call, count, workers) {
  let left = count;
  const cpu = process.cpuUsage();
  const from = performance.now();
  const work = async () => {
    while (left-- > 0) await call();
  };
  await Promise.all(Array.from({ length: workers }, work));
  const { user, system } = process.cpuUsage(cpu);
  return { cpuUs: (user + system) / count, perSecond: (count * 1000) / (performance.now() - from) };
}
