import { Module } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { noteApplications } from './application-of.js';
import { DiscoveryLifecycle } from './discovery-lifecycle.js';
import { placeInHookOrder } from './hook-order.js';

/**
 * A module of its own and not a global one: with it, the client can be the last to start and the first to stop, before any
 * other shutdown hook, such as the pause of Terminus' graceful shutdown or the end of a database pool.
 */
@Module({ providers: [DiscoveryLifecycle] })
export class LifecycleModule {
  constructor(modules: ModulesContainer) {
    placeInHookOrder(modules, LifecycleModule, 'last');
    noteApplications();
  }
}
