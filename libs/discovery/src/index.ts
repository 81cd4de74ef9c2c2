export { DiscoveryModule, DiscoveryModule as EurekaDiscoveryModule } from './nest/discovery.module.js';
export type { DiscoveryModuleOptions, DiscoveryOptionsFactory } from './nest/discovery-module-options.js';
export { EurekaClient } from './nest/eureka-client.js';
export type { EurekaClientOptions } from './nest/decorated-classes.js';
export type { ClientEventOf } from './nest/connected-client.js';
export { ApplicationInfoManager } from './nest/application-info-manager.js';
export { DiscoveryClient } from './nest/discovery-client.js';
export { InjectService, serviceToken } from './nest/services/inject-service.decorator.js';
export { Service } from './nest/services/service.js';
export type { InstanceWatch } from './nest/services/instance-watch.js';
export type { CallingOptions, ContextOptions, ServiceOptions } from './nest/calling/calling-options.js';
export { LoadBalancerLifecycle } from './nest/calling/watching/load-balancer-lifecycle.decorator.js';
export { InboundContext } from './http/context/inbound-context.js';
export type { InboundHeaders } from './http/context/inbound-context.js';
export type { Completion, LifecycleRequest } from './http/watching/load-balancer-lifecycle.js';
export type { MetricsOptions, MetricsRegistry } from './http/watching/metrics-options.js';
export { LoadBalancer } from './nest/calling/load-balancer.js';
export { ServiceClientProxy } from './nest/calling/service-client-proxy.js';
export type { MessageClient } from './nest/calling/service-client-proxy.js';
export { ServiceClientGrpc } from './nest/calling/service-client-grpc.js';
export type { GrpcClient } from './nest/calling/service-client-grpc.js';
export type { MessageOptions } from './nest/calling/client-calls.js';
export type { ExecuteOptions } from './nest/calling/load-balancer.js';
export { LoadBalancedFetch } from './nest/calling/load-balanced-fetch.js';
export { LoadBalancedHttpModule } from './nest/calling/load-balanced-http.module.js';
export { LoadBalancedHttpService } from './nest/calling/load-balanced-http-service.js';
export { CallRefusedException, NoInstanceException } from './nest/calling/service-unavailable.exceptions.js';
export { ServiceSettingsError } from './nest/calling/service-settings-error.js';
export { ServiceClient } from './nest/calling/clients/service-client.decorator.js';
export type { ServiceClientOptions } from './nest/calling/clients/service-client.decorator.js';
export {
  DeleteMapping,
  GetMapping,
  PatchMapping,
  PathVariable,
  PostMapping,
  PutMapping,
  remote,
  RequestBody,
  RequestHeader,
  RequestParam,
} from './nest/calling/clients/mapping.decorators.js';
export type { MappingOptions } from './nest/calling/clients/mapping.decorators.js';
export { ServiceAnswerError } from './nest/calling/clients/service-answer-error.js';
export { CallTimeoutError } from './http/call-error.js';
export type { BalancedRequestInit } from './http/balanced-fetch.js';
export type { LoadBalancingOptions } from './http/call-options.js';
export type { CallFailure, CallOutcome, NoInstanceReason } from './http/call-outcome.js';
export type { Dispatch, Exchange, Interceptor } from './http/dispatch.js';
export type { Answer, Attempt, PickWishes, Send, ServiceCall } from './http/service-call.js';
export type { FailedCall, Fallback, FallbackAnswer, ServiceSettings } from './http/service-settings.js';
export type { BreakerOptions } from './http/stages/breaker.js';
export type { BulkheadOptions } from './http/stages/bulkhead.js';
export type { HedgingOptions } from './http/stages/hedging.js';
export type { WishSources } from './http/wishes.js';
export { EurekaHealthIndicator } from './nest/health/eureka-health.indicator.js';
export type { EurekaHealth } from './nest/health/eureka-health.indicator.js';
export { EurekaReadinessIndicator } from './nest/health/eureka-readiness.indicator.js';
export type { EurekaReadiness } from './nest/health/eureka-readiness.indicator.js';
export type { HealthCheck, HealthSource } from './nest/health/health-feed.js';
export { DiscoveryError } from './nest/discovery-error.js';
export type { DiscoveryErrorCode } from './nest/discovery-error.js';
export { DISCOVERY_ERROR_CODES } from './nest/discovery-error-codes.js';
export type { ClientEvent } from './core/client-event.js';
export type { FetchReport } from './core/registry-fetcher-outcome.js';
export type { RegistrationReport, RegistrationState } from './core/registration-report.js';
export type { LocalApplication } from './core/local-registry-application.js';
export type { LocalApplications } from './core/local-registry.js';
export { MissingNameError } from './core/missing-name-error.js';
export { NoInstanceError } from './core/no-instance-error.js';
export { StaticInstanceError } from './core/static-discovery-client.js';
export type { ServiceInstance } from './core/service-instance.js';
export { isExcluded, nobody, nobodyOf, picked } from './balancing/picker.js';
export type { NobodyReason, Picker, PickRequest, PickResult, Random, Rule, RuleWrapper } from './balancing/picker.js';
export type { Candidate } from './balancing/candidate.js';
export type { Pool } from './balancing/pool.js';
export { ServiceBalancer } from './balancing/service-balancer.js';
export type { BalancerListeners } from './balancing/service-balancer.js';
export type { MalformedMetadata } from './balancing/metadata-reader.js';
export type { AttemptFault, AttemptOutcome } from './balancing/stats/attempt-outcome.js';
export type { InstanceStats } from './balancing/stats/instance-stats.js';
export type { CircuitSettings } from './balancing/stats/circuit.js';
export type { Ejection, EjectionCause } from './balancing/ejection/ejections.js';
export type { EjectionOptions } from './balancing/ejection/ejection-options.js';
export type { BalancerOptions } from './balancing/options/balancer-options.js';
export type { BalancingFault } from './balancing/options/balancing-fault.js';
export { balancerFaults } from './balancing/options/balancer-faults.js';
export type { RuleClass, RuleContext } from './balancing/options/rule-context.js';
export { NARROWING_NAMES, RULE_NAMES, SPRING_CONFIGURATIONS } from './balancing/options/rule-names.js';
export type { NarrowingName, RibbonFilterName, SpringConfiguration } from './balancing/options/rule-names.js';
export type { ProbeOptions } from './balancing/probing/probe-options.js';
export type { ProbedHealth } from './balancing/probing/probed-health.js';
export type { ApiVersionOptions } from './balancing/narrowing/by-api-version.js';
export type { CanaryOptions } from './balancing/narrowing/canary.js';
export type { ConsistentHashOptions } from './balancing/rules/consistent-hash.js';
export type { WeightedResponseTimeOptions } from './balancing/rules/weighted-response-time.js';
export type { RibbonOptions } from './balancing/ribbon/ribbon-options.js';
export type { ServerListSubsetOptions } from './balancing/ribbon/server-list-subset.js';
export type { ZoneAffinityOptions } from './balancing/ribbon/zone-affinity.js';
export { retryFaults } from './balancing/retry/retry-faults.js';
export type { BackoffNumbers, RetryOptions } from './balancing/retry/retry-options.js';
export type { RetryBudgetOptions } from './balancing/retry/retry-budget.js';
export { ConfigurationError } from '@nest-eureka/config';
export type { DiscoveryConfiguration, DiscoveryOptions } from '@nest-eureka/config';
