import 'reflect-metadata';
import type { INestApplication, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { AppModule, AsyncAppModule } from './app.module.js';
import { clientsJourney } from './clients-journey.js';
import { journey } from './journey.js';
import { pageJourney } from './page-journey.js';
import { AsyncPageModule, PageModule } from './page.module.js';
import { AsyncShopModule, ShopModule } from './shop.module.js';

const [platform, style] = process.argv.slice(2);

async function main(): Promise<void> {
  const isAsync = style === 'forRootAsync';
  const host = await start(isAsync ? AsyncPageModule : PageModule);
  await host.setGlobalPrefix('api').listen(0, '127.0.0.1');
  await pageJourney(await host.getUrl());
  await host.close();

  const app = await start(isAsync ? AsyncAppModule : AppModule);
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  await journey(app, url);

  process.env['EUREKA_CLIENT_SERVICEURL_DEFAULTZONE'] = `${url}/eureka/`;
  await clientsJourney(await start(isAsync ? AsyncShopModule : ShopModule), `${url}/eureka/`);
  await app.close();
  console.log(`${platform}, ${style}: the whole journey`);
}

function start(module: Type): Promise<INestApplication> {
  const adapter = platform === 'fastify' ? new FastifyAdapter() : new ExpressAdapter();
  return NestFactory.create(module, adapter, { logger: ['warn', 'error', 'fatal'], abortOnError: false });
}

void main();
