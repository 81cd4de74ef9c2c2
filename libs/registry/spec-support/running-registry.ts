import { Agent, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { RegistryOptions } from '@nest-eureka/config';
import { ROUTE_NAME } from '../src/nest/as-route.decorator.js';
import { StandaloneRegistryModule } from '../src/nest/registry.module.js';
import { sampleConfiguration } from './sample-configuration.js';

/** Where Nest keeps the paths of controllers and handlers. */
const PATH = 'path';

/** A registry over real HTTP, of which nothing but the status of each answer is looked at. */
export class RunningRegistry {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 16 });

  private constructor(
    private readonly app: NestFastifyApplication,
    private readonly port: number,
  ) {}

  static async start(options: RegistryOptions): Promise<RunningRegistry> {
    const configuration = sampleConfiguration({ port: 0, ...options });
    const module = StandaloneRegistryModule.withConfiguration(configuration);
    const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), { logger: false });
    if (configuration.contextPath !== '') app.setGlobalPrefix(configuration.contextPath);
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    return new RunningRegistry(app, port);
  }

  /** Sends method and path as they are; does not wait for a body that never ends. */
  statusOf(method: string, path: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
    return new Promise((resolve, reject) => {
      let isAnswered = false;
      const outgoing = httpRequest(
        { host: '127.0.0.1', port: this.port, path, method, agent: this.#agent, headers },
        (incoming) => {
          isAnswered = true;
          resolve(incoming.statusCode ?? 0);
          const isEndless = incoming.headers['content-type']?.startsWith('text/event-stream') === true;
          if (isEndless) outgoing.destroy();
          else incoming.resume();
        },
      );
      outgoing.on('error', (error) => {
        // the server may have closed a connection at rest just as it was chosen
        const isOld = outgoing.reusedSocket && !isAnswered;
        if (isOld) resolve(this.statusOf(method, path, headers));
        else reject(error);
      });
      outgoing.end();
    });
  }

  /** Each route of a Nest controller: its name in the table of roles, undefined where it has none, and its full path. */
  controllerRoutes(): readonly { readonly name: string | undefined; readonly path: string }[] {
    const modules = [...this.app.get(ModulesContainer).values()];
    return modules.flatMap((module) =>
      [...module.controllers.values()].flatMap(({ metatype }) => {
        const { prototype } = metatype as { readonly prototype: Readonly<Record<string, unknown>> };
        const home = String(Reflect.getMetadata(PATH, metatype as object));
        return Object.getOwnPropertyNames(prototype).flatMap((member) => {
          const handler = prototype[member] as object;
          if (handler === metatype) return [];
          const path: unknown = Reflect.getMetadata(PATH, handler);
          if (typeof path !== 'string') return [];
          const name = Reflect.getMetadata(ROUTE_NAME, handler) as string | undefined;
          return [{ name, path: `/${home}/${path}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1') }];
        });
      }),
    );
  }

  async stop(): Promise<void> {
    this.#agent.destroy();
    await this.app.close();
  }
}
