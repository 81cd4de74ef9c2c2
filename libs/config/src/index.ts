export { ConfigurationError } from './configuration-error.js';
export type { ConfigurationFault, ConfigurationFaultCode } from './configuration-error.js';
export type { ConfigurationInput, FileText, HostFacts } from './configuration-input.js';
export { fromProcess } from './from-process.js';
export type { BalancingKeys, LoadBalancerConfiguration } from './balancing/load-balancer-configuration.js';
export { loadDiscoveryConfiguration } from './load-discovery-configuration.js';
export type {
  BearerToken,
  DiscoveryClientConfiguration,
  DiscoveryConfiguration,
  DiscoveryInstanceConfiguration,
  DiscoveryTls,
  FailFast,
  InetUtilsSettings,
  SimpleInstance,
} from './discovery-configuration.js';
export type { ConfiguredStatus, DrainSettings } from './discovery-instance-settings.js';
export type { DiscoveryClientOptions, DiscoveryInstanceOptions, DiscoveryOptions } from './discovery-options.js';
export { loadRegistryConfiguration } from './load-registry-configuration.js';
export type { ConfigurationNotice } from './configuration-notice.js';
export type {
  RegistryClientConfiguration,
  RegistryConfiguration,
  RegistryInstanceConfiguration,
  RegistryTls,
  RegistryToken,
  RegistryUser,
  Role,
} from './registry-configuration.js';
export type {
  OptionInput,
  RegistryClientOptions,
  RegistryInstanceOptions,
  RegistryOptions,
} from './registry-options.js';
export type {
  DefaultsMode,
  LeaseExpiry,
  RegistryServerOptions,
  SelfPreservationMode,
} from './registry-server-options.js';
export { CONFIGURATION_ERROR_CODES } from './error-codes.js';
export type { ErrorCode, ErrorCodeTable } from './error-codes.js';
export { renderEnvExample } from './render/render-env-example.js';
export { renderErrorsDoc } from './render/render-errors-doc.js';
export { renderOptionsDoc } from './render/render-options-doc.js';
export { readYamlTree } from './sources/yaml-tree.js';
export type { YamlTree } from './sources/yaml-tree.js';
