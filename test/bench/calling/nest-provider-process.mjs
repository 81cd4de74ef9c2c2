/** A provider on our client, configured on the command line; an answer takes some ms. */
import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DiscoveryModule } from '@nest-eureka/discovery';

const WORK_MS = 40;

class Application {}
Module({ imports: [DiscoveryModule.forRoot()] })(Application);

const app = await NestFactory.create(Application, { logger: ['error', 'warn'] });
app.getHttpAdapter().use('/', async (request, response) => {
  request.resume();
  await pause(WORK_MS);
  response.end(request.url);
});
await app.listen(0, '127.0.0.1');
console.log(`port ${app.getHttpServer().address().port}`);
