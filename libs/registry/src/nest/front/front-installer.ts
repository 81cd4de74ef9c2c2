import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { RegistryConfiguration } from '@nest-eureka/config';
import { REGISTRY_CONFIGURATION } from '../tokens.js';
import { RegistryFront } from './registry-front.js';

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
      for (const router of routers) void router.call(server, request, response);
    };
    server.removeAllListeners('request');
    server.on('request', (request, response) => this.front.handle(request, response, passOn));
    server.keepAliveTimeout = this.configuration.server.keepAliveTimeoutMs;
    // Node compares the two: headers of a request on a kept connection must not be judged by a shorter time
    server.headersTimeout = Math.max(server.headersTimeout, this.configuration.server.keepAliveTimeoutMs + 1000);
  }

  beforeApplicationShutdown(): void {
    this.front.startClosing();
    const server = this.#server();
    const deadline = setTimeout(() => server?.closeAllConnections(), this.configuration.server.shutdownTimeoutMs);
    deadline.unref();
    server?.on('close', () => clearTimeout(deadline));
    server?.closeIdleConnections();
  }

  #server(): Server | undefined {
    return this.host.httpAdapter?.getHttpServer() as Server | undefined;
  }
}
