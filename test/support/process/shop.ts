import 'reflect-metadata';
import { Module } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DiscoveryModule } from '@nest-eureka/discovery';

/** What a spec wants of this application, besides its configuration. */
const wishes = new Set(process.env['SHOP']?.split(','));

@Module({ imports: [DiscoveryModule.forRoot()] })
class ShopModule implements OnModuleDestroy {
  async onModuleDestroy(): Promise<void> {
    process.stdout.write('the shop is destroyed\n');
    if (wishes.has('hang-on-close')) await new Promise(() => {});
  }
}

// something that nobody closes
if (wishes.has('keep-a-timer')) setInterval(() => {}, 60_000);

const app = await NestFactory.create(ShopModule, { logger: ['log', 'warn', 'error'] });
if (wishes.has('shutdown-hooks')) app.enableShutdownHooks();
await app.listen(0, '127.0.0.1');
process.stdout.write('the shop is open\n');
if (wishes.has('close-soon')) await app.close();
