import type { DiscoveryOptions } from '@nest-eureka/config';
import type { CallingOptions } from './calling/calling-options.js';
import type { HealthSource } from './health/health-feed.js';

/** Options given in code; they win over command line, environment, files and defaults, which are always read. */
export interface DiscoveryModuleOptions extends DiscoveryOptions {
  /**
   * The health of the application, which becomes its status: one check of Terminus, such as `() => health.check([...])`, or
   * several by name, the worst of which decides. Leave the registry's own indicator out of it. @default none
   */
  readonly health?: HealthSource;
  /** How services are called by name, for all of them. */
  readonly calling?: CallingOptions;
}

/** What of the options is configuration, which files and environment may say as well. */
export function configurationOptions(options: DiscoveryModuleOptions): DiscoveryOptions {
  const given: { -readonly [K in keyof DiscoveryModuleOptions]: DiscoveryModuleOptions[K] } = { ...options };
  delete given.health;
  delete given.calling;
  return given;
}

/** What a class given to `forRootAsync({ useClass })` or `useExisting` has to offer. */
export interface DiscoveryOptionsFactory {
  createDiscoveryOptions(): DiscoveryModuleOptions | Promise<DiscoveryModuleOptions>;
}
