import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { Server as NetServer } from 'node:net';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { RegistryConfiguration } from '@nest-eureka/config';
import { REGISTRY_CONFIGURATION } from '../tokens.js';
import { RegistryFront } from './registry-front.js';

/** How long a connection at rest is kept for a request that may be on its way. */
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
   * Takes no new connection; each connection in use is told with its next answer that it closes. Those at rest get a moment in
   * which a request that is on its way still arrives, then they close too; what is left at the deadline is cut. http.Server's
   * own close would cut connections at rest at once, and with them requests that we have not read yet.
   */
  async beforeApplicationShutdown(): Promise<void> {
    const server = this.#server();
    if (server === undefined || !server.listening) return;
    const { shutdownTimeoutMs } = this.configuration.server;
    this.front.startClosing();
    // oxlint-disable-next-line typescript/unbound-method -- it is called on the server, past http.Server's override
    const { close: stopListening } = NetServer.prototype;
    const closed = new Promise<void>((resolve) => void stopListening.call(server, () => resolve()));
    const atRest = setTimeout(() => server.closeIdleConnections(), Math.min(DRAIN_MS, shutdownTimeoutMs / 2));
    const deadline = setTimeout(() => server.closeAllConnections(), shutdownTimeoutMs);
    await closed;
    clearTimeout(atRest);
    clearTimeout(deadline);
  }

  #server(): Server | undefined {
    return this.host.httpAdapter?.getHttpServer() as Server | undefined;
  }
}
