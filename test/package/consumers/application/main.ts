import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { AppModule, AsyncAppModule } from './app.module.js';
import { journey } from './journey.js';

const [platform, style] = process.argv.slice(2);

async function main(): Promise<void> {
  const app = await NestFactory.create(
    style === 'forRootAsync' ? AsyncAppModule : AppModule,
    platform === 'fastify' ? new FastifyAdapter() : new ExpressAdapter(),
    { logger: ['warn', 'error', 'fatal'], abortOnError: false },
  );
  await app.listen(0, '127.0.0.1');
  await journey(app, await app.getUrl());
  await app.close();
  console.log(`${platform}, ${style}: the whole journey`);
}

void main();
