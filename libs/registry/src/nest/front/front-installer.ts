import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { RegistryConfiguration } from '@nest-eureka/config';
import { REGISTRY_CONFIGURATION } from '../tokens.js';
import { RegistryFront } from './registry-front.js';

/** How long connections have to be told that they close. */
const DRAIN_MS = 500;

/** Puts the front before the router of whatever HTTP server the application has, and lets its connections end in time. */
@Injectable()
export class FrontInstaller implements OnModuleInit, BeforeApplicationShutdown {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly front: RegistryFront,
    @Inject(REGISTRY_CONFIGURATION) private readonly configuration: RegistryConfiguration,
  ) {}

  onModuleInit(): void {
    const server = this.#server();
    if (server === undefined) {
      new Logger('EurekaRegistry').warn('This application has no HTTP server; the registry cannot be reached.');
      return;
    }
    const routers = server.listeners('request') as RequestListener[];
    const passOn = (request: IncomingMessage, response: ServerResponse): void => {
      for (const router of routers) router.call(server, request, response);
    };
    server.removeAllListeners('request');
    server.on('request', (request, response) => this.front.handle(request, response, passOn));
    server.keepAliveTimeout = this.configuration.server.keepAliveTimeoutMs;
    // Node compares the two: headers of a request on a kept connection must not be judged by a shorter time
    server.headersTimeout = Math.max(server.headersTimeout, this.configuration.server.keepAliveTimeoutMs + 1000);
  }

  /**
   * Answers close their connections from here on, and for a moment the server still listens, so that everybody who keeps a
   * connection busy has been told before it goes; what is left at the deadline is cut.
   */
  async beforeApplicationShutdown(): Promise<void> {
    const server = this.#server();
    if (server === undefined || !server.listening) return;
    this.front.startClosing();
    const { shutdownTimeoutMs } = this.configuration.server;
    const deadline = setTimeout(() => server.closeAllConnections(), shutdownTimeoutMs);
    deadline.unref();
    server.once('close', () => clearTimeout(deadline));
    if ((await connectionsOf(server)) > 0) await sleep(Math.min(DRAIN_MS, shutdownTimeoutMs / 2));
  }

  #server(): Server | undefined {
    return this.host.httpAdapter?.getHttpServer() as Server | undefined;
  }
}

function connectionsOf(server: Server): Promise<number> {
  return new Promise((resolve) => server.getConnections((error, count) => resolve(error === null ? count : 0)));
}
