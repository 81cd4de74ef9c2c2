export { RegistryModule, StandaloneRegistryModule } from './nest/registry.module.js';
export type { RegistryOptionsFactory } from './nest/registry.module.js';
export { Registry } from './nest/registry.js';
export type { RegistryEvent } from './core/registry-event.js';
export type { Hold } from './core/self-preservation.js';
export type { Lease } from './core/lease.js';
export type { Origin } from './core/origin.js';
export { ConfigurationError } from '@nest-eureka/config';
export type { RegistryConfiguration, RegistryOptions } from '@nest-eureka/config';
