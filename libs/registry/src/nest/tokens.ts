/** Injection tokens of the registry's parts that are no classes. */
export const REGISTRY_CONFIGURATION = 'NEST_EUREKA:REGISTRY_CONFIGURATION';
export const REGISTRY_CORE = 'NEST_EUREKA:REGISTRY_CORE';
export const REGISTRY_CLOCK = 'NEST_EUREKA:REGISTRY_CLOCK';
/** What this node is called among nodes of ours: another text after each start. */
export const REGISTRY_NODE_ID = 'NEST_EUREKA:REGISTRY_NODE_ID';
/** Nest's SchedulerRegistry: the host's where it imports ScheduleModule, else one of the registry's own. */
export const REGISTRY_SCHEDULER = 'NEST_EUREKA:REGISTRY_SCHEDULER';
/** Whether the application is the registry and nothing else; then every path is locked, unknown ones too. */
export const REGISTRY_IS_WHOLE_APPLICATION = 'NEST_EUREKA:REGISTRY_IS_WHOLE_APPLICATION';
/** What makes the page a dashboard (`PageAssets`); not there unless the dashboard's module is imported. */
export const REGISTRY_PAGE_ASSETS = 'NEST_EUREKA:REGISTRY_PAGE_ASSETS';
/** Tells OpenTelemetry what the server does; undefined unless that is wanted and can be. */
export const REGISTRY_TRACING = 'NEST_EUREKA:REGISTRY_TRACING';
/** Where administrative writes are recorded. */
export const REGISTRY_AUDIT = 'NEST_EUREKA:REGISTRY_AUDIT';
