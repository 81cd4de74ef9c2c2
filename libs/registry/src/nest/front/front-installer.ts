import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { RegistryConfiguration } from '@nest-eureka/config';
import { REGISTRY_CONFIGURATION, REGISTRY_IS_WHOLE_APPLICATION } from '../tokens.js';
import { Connections } from './connections.js';
import { hookIntoFastify } from './fastify-hook.js';
import { RegistryFront } from './registry-front.js';

/** Puts the front before the router of whatever HTTP server the application has, and lets its connections end in time. */
@Injectable()
export class FrontInstaller implements OnModuleInit, BeforeApplicationShutdown {
  #connections: Connections | undefined;

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly front: RegistryFront,
    @Inject(REGISTRY_CONFIGURATION) private readonly configuration: RegistryConfiguration,
    @Inject(REGISTRY_IS_WHOLE_APPLICATION) private readonly isWholeApplication: boolean,
  ) {}

  onModuleInit(): void {
    const adapter = this.host.httpAdapter;
    const server = adapter?.getHttpServer() as Server | undefined;
    if (server === undefined) {
      new Logger('EurekaRegistry').warn('This application has no HTTP server; the registry cannot be reached.');
      return;
    }
    const passedOn = new WeakSet<IncomingMessage>();
    this.#standBeforeRouters(server, passedOn);
    if (adapter.getType() === 'fastify') hookIntoFastify(adapter.getInstance(), this.front, passedOn);
    this.#keepConnections(server);
    if (this.isWholeApplication) this.#connections = new Connections(server);
    const { maxConnections } = this.configuration.server;
    if (this.isWholeApplication && maxConnections > 0) server.maxConnections = maxConnections;
  }

  /**
   * Each connection in use is told with its next answer that it closes. The listener and everything else on it, such as
   * downloads and WebSockets, are the host's: Nest closes them as the host has set it up. An application that is nothing but
   * the registry has its connections drained within a bounded time.
   */
  async beforeApplicationShutdown(): Promise<void> {
    this.front.startClosing();
    await this.#connections?.drain(this.configuration.server.shutdownTimeoutMs);
  }

  /** As the server's only listener, so that a heartbeat costs nothing of any framework. */
  #standBeforeRouters(server: Server, passedOn: WeakSet<IncomingMessage>): void {
    const routers = server.listeners('request') as RequestListener[];
    const passOn = (request: IncomingMessage, response: ServerResponse): void => {
      passedOn.add(request);
      for (const router of routers) router.call(server, request, response);
    };
    server.removeAllListeners('request');
    server.on('request', (request, response) => this.front.handle(request, response, passOn));
  }

  #keepConnections(server: Server): void {
    const { keepAliveTimeoutMs } = this.configuration.server;
    if (this.isWholeApplication) server.keepAliveTimeout = keepAliveTimeoutMs;
    // what a host keeps longer, or for ever (0), stays so; an HTTP/2 server has no such time
    else if (server.keepAliveTimeout > 0) {
      server.keepAliveTimeout = Math.max(server.keepAliveTimeout, keepAliveTimeoutMs);
    }
  }
}
