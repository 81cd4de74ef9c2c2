/** A Nest application with our client that says when its load balancer begins and ceases to use an instance of a service. */
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DiscoveryModule, EurekaClient, LoadBalancer } from '@nest-eureka/discovery';

const SERVICE = 'propagated';

class Application {}
Module({ imports: [DiscoveryModule.forRoot()] })(Application);

const app = await NestFactory.create(Application, { logger: ['error', 'warn'] });
const balancer = app.get(LoadBalancer, { strict: false });
const say = (fact) => process.send({ ...fact, at: performance.timeOrigin + performance.now() });

app
  .get(EurekaClient)
  .on('watch-opened')
  .subscribe(() => say({ isWatching: true }));
await app.init();
balancer.onChange(SERVICE, () => {
  const chosen = balancer.choose(SERVICE);
  say({ instances: balancer.instances(SERVICE).map(({ instanceId }) => instanceId), chosen: chosen?.instanceId });
});
say({ isReady: true });
