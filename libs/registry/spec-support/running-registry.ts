import { Agent, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { loadRegistryConfiguration } from '@nest-eureka/config';
import type { RegistryOptions } from '@nest-eureka/config';
import { StandaloneRegistryModule } from '../src/nest/registry.module.js';

/** A registry over real HTTP, of which nothing but the status of each answer is looked at. */
export class RunningRegistry {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 16 });

  private constructor(
    private readonly app: NestFastifyApplication,
    private readonly port: number,
  ) {}

  static async start(options: RegistryOptions): Promise<RunningRegistry> {
    const configuration = loadRegistryConfiguration({
      argv: [],
      environment: {},
      workingDirectory: '/nowhere',
      readFile: () => ({ kind: 'absent' }),
      host: { hostname: 'registry.test', ipAddress: '127.0.0.1' },
      random: () => 0.5,
      options: { port: 0, ...options },
    });
    const module = StandaloneRegistryModule.withConfiguration(configuration);
    const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), { logger: false });
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    return new RunningRegistry(app, port);
  }

  /** Sends method and path as they are; does not wait for a body that never ends. */
  statusOf(method: string, path: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
    return new Promise((resolve, reject) => {
      const outgoing = httpRequest(
        { host: '127.0.0.1', port: this.port, path, method, agent: this.#agent, headers },
        (incoming) => {
          resolve(incoming.statusCode ?? 0);
          const isEndless = incoming.headers['content-type']?.startsWith('text/event-stream') === true;
          if (isEndless) outgoing.destroy();
          else incoming.resume();
        },
      );
      outgoing.on('error', reject);
      outgoing.end();
    });
  }

  async stop(): Promise<void> {
    this.#agent.destroy();
    await this.app.close();
  }
}
