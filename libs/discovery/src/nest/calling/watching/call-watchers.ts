import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { CallSurroundings } from './call-surroundings.js';
import { markedLifecycles } from './load-balancer-lifecycle.decorator.js';

/** Lets the application's own providers be told of calls from its start on, and its metrics go with it. */
@Injectable()
export class CallWatchers implements OnModuleInit, OnApplicationShutdown {
  constructor(
    private readonly modules: ModulesContainer,
    private readonly surroundings: Pick<CallSurroundings, 'lifecycles' | 'metrics'>,
  ) {}

  onModuleInit(): void {
    for (const lifecycle of markedLifecycles(this.modules)) this.surroundings.lifecycles.add(lifecycle);
  }

  onApplicationShutdown(): void {
    this.surroundings.metrics?.close();
  }
}
