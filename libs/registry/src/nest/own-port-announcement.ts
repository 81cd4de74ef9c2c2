import type { Server } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { instanceIdOf } from '@nest-eureka/protocol';
import type { ServerCore } from './registry-core.js';
import { ServerFacts } from './server-facts.js';
import { REGISTRY_CORE } from './tokens.js';

/**
 * Nest starts its providers before the HTTP server listens: a server that has registered itself by then registers again once
 * its port is known, if that is another than the configured one.
 */
@Injectable()
export class OwnPortAnnouncement implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly facts: ServerFacts,
    @Inject(REGISTRY_CORE) private readonly core: ServerCore,
  ) {}

  onModuleInit(): void {
    const server = this.host.httpAdapter?.getHttpServer() as Server | undefined;
    const assumed = this.facts.instance;
    server?.once('listening', () => {
      const { instance } = this.facts;
      if (instance === assumed || this.core.store.find(instance.app, instanceIdOf(instance)) === undefined) return;
      this.core.leases.register(instance.app, instance, 'client');
    });
  }
}
