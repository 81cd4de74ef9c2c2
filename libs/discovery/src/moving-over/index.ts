export { Eureka } from './eureka.js';
export type { EurekaCallback, EurekaDeps, EurekaEvents } from './eureka.js';
export type {
  EurekaConfig,
  EurekaInstanceConfig,
  EurekaLogger,
  EurekaPort,
  EurekaRequestMiddleware,
  EurekaRequestOptions,
  EurekaServerConfig,
} from './eureka-config.js';
export type { ResolvedEurekaConfig, EurekaSurroundings } from './resolve-eureka-config.js';
export type { EurekaInstance } from './wire-instance.js';
