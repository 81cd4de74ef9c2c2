/** A Nest application with nothing in it but our client, configured on the command line. */
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DiscoveryModule, EurekaClient } from '@nest-eureka/discovery';
import { startTalking } from './talk.mjs';

class Application {}
Module({ imports: [DiscoveryModule.forRoot()] })(Application);

const app = await NestFactory.create(Application, { logger: ['error', 'warn'] });
const client = app.get(EurekaClient);

startTalking(() =>
  client.getApplications().applications.reduce((sum, { allInstances }) => sum + allInstances.length, 0),
);
await app.listen(0, '127.0.0.1');
