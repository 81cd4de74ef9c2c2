import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { meetDecoratedClasses } from './decorated-classes.js';
import type { DiscoveryCore } from './discovery-core.js';
import { configurationOptions } from './discovery-module-options.js';
import type { DiscoveryModuleOptions } from './discovery-module-options.js';
import { DiscoveryError } from './discovery-error.js';
import { serviceConfigurations } from './service-configurations.js';
import type { ServiceConfiguration } from './service-configurations.js';
import { insistOn } from './lifecycle/insist-on.js';
import { DISCOVERY_CORE, DISCOVERY_OPTIONS } from './tokens.js';

/** How long the start waits for the registry at most, so that the first requests find their peers. */
const FIRST_FETCH_MS = 2000;

/** Known to every copy of this package, ES module or CommonJS. */
const MARK = Symbol.for('nest-eureka:discovery');

/** The first that Nest starts: looks at what the application is made of, and begins to fetch the registry. */
@Injectable()
export class DiscoveryStart implements OnModuleInit {
  #services: readonly ServiceConfiguration[] = [];
  #fetched: Promise<void> = Promise.resolve();

  constructor(
    private readonly modules: ModulesContainer,
    @Inject(DISCOVERY_CORE) private readonly core: DiscoveryCore,
    @Inject(DISCOVERY_OPTIONS) private readonly options: DiscoveryModuleOptions,
  ) {
    // Nest has one container of modules for an application
    if (MARK in modules) {
      throw new DiscoveryError(
        'EUREKA_SECOND_DISCOVERY',
        'This application has a discovery client already. Import DiscoveryModule.forRoot() once, in the root module; it is ' +
          'global. Further service names are for @EurekaClient().',
      );
    }
    Object.defineProperty(modules, MARK, { value: true });
  }

  /** What the application registers; none where it does not want to. */
  get services(): readonly ServiceConfiguration[] {
    return this.#services;
  }

  /** Ends with the first fetch, or when that takes long; with `fail-fast` it rejects unless the registry was fetched. */
  get fetched(): Promise<void> {
    return this.#fetched;
  }

  onModuleInit(): void {
    const { configuration, log } = this.core;
    const decorated = meetDecoratedClasses(this.modules);
    for (const { key, origin, text } of configuration.notices) log.warn(`${key} (${origin}): ${text}`);
    if (!configuration.enabled) return;
    const { registerWithEureka, fetchRegistry } = configuration.client;
    const services = serviceConfigurations(decorated, configuration, configurationOptions(this.options));
    if (registerWithEureka) this.#services = services;
    if (fetchRegistry) this.#fetch();
  }

  #fetch(): void {
    const { clock, configuration, events, fetcher } = this.core;
    const { fetch, withinMs } = configuration.client.failFast;
    const whenFetched = fetch
      ? insistOn({ what: 'A fetch', good: 'registry-fetched', bad: 'fetch-failed', withinMs }, events, clock)
      : new Promise<void>((resolve) => clock.after(FIRST_FETCH_MS, resolve));
    const first = fetcher.start();
    this.#fetched = fetch ? whenFetched : Promise.race([first.then(() => {}), whenFetched]);
    // whoever waits for it hears of the failure; until then it is no unhandled rejection
    this.#fetched.catch(() => {});
  }
}
