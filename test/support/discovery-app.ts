import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Controller, Get } from '@nestjs/common';
import type { INestApplicationContext, LoggerService, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { afterAll } from '@jest/globals';
import type { DiscoveryModuleOptions } from '@nest-eureka/discovery';
import type { InstanceInfo } from '@nest-eureka/protocol';
import { HttpCaller } from './http-caller.js';
import type { RegistryServer } from './registry-server.js';

type CreateAdapter = () => ExpressAdapter | FastifyAdapter;

const express: CreateAdapter = () => new ExpressAdapter();

export const ADAPTERS: readonly (readonly [name: string, create: CreateAdapter])[] = [
  ['Express', express],
  ['Fastify', () => new FastifyAdapter()],
];

/** Something for an application to do. */
@Controller()
export class HelloController {
  @Get('hello')
  hello(): string {
    return 'hello';
  }
}

/** A client of that registry, quick enough for a test: every interval is a second, and nobody is waited for. */
export function quickly(
  registry: Pick<RegistryServer, 'url'>,
  { client, instance, ...options }: DiscoveryModuleOptions = {},
): DiscoveryModuleOptions {
  return {
    applicationName: 'orders',
    client: {
      serviceUrl: { defaultZone: `${registry.url}/eureka/` },
      registryFetchIntervalSeconds: 1,
      instanceInfoReplicationIntervalSeconds: 1,
      cacheEnabled: false,
      ...client,
    },
    instance: {
      hostname: 'orders.test',
      ipAddress: '127.0.0.1',
      leaseRenewalIntervalInSeconds: 1,
      handleSignals: false,
      ...instance,
      drain: { waitSeconds: 0, ...instance?.drain },
    },
    ...options,
  };
}

/** A test that fails may leave its application running; the file's end closes it, so that jest can exit. */
const running = new Set<INestApplicationContext>();
afterAll(async () => {
  await Promise.all([...running].map((app) => app.close()));
});

/** Closes the application at the end of the file, unless the test has. */
export function closingAtEnd<T extends INestApplicationContext>(app: T): T {
  running.add(app);
  return app;
}

export async function close(app: INestApplicationContext): Promise<void> {
  running.delete(app);
  await app.close();
}

/** An application that is created and does not listen yet. */
export async function createApp(module: Type<unknown>, adapter = express, logger: LoggerService | false = false) {
  const app = await NestFactory.create(module, adapter() as never, { logger, abortOnError: false });
  return closingAtEnd(app);
}

/** An application that listens on a free port. */
export async function listenApp(module: Type<unknown>, adapter = express, logger: LoggerService | false = false) {
  const app = await createApp(module, adapter, logger);
  await app.listen(0, '127.0.0.1');
  const { port } = (app.getHttpServer() as Server).address() as AddressInfo;
  return { app, port, http: new HttpCaller(`http://127.0.0.1:${port}`), close: () => close(app) };
}

/** What the registry has of a service. */
export function instancesOf({ registry }: RegistryServer, name: string): readonly InstanceInfo[] {
  return registry.application(name)?.instances ?? [];
}

/** Keeps what is logged under the client's name. */
export class LogLines implements LoggerService {
  readonly lines: string[] = [];

  log(message: unknown, context?: unknown): void {
    this.#keep('log', message, context);
  }

  warn(message: unknown, context?: unknown): void {
    this.#keep('warn', message, context);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.#keep('error', message, rest.at(-1));
  }

  #keep(level: string, message: unknown, context: unknown): void {
    if (context === 'EurekaDiscovery') this.lines.push(`${level} ${String(message)}`);
  }
}
