/** Injection tokens of the client's parts that are no classes. */
export const DISCOVERY_OPTIONS = 'NEST_EUREKA:DISCOVERY_OPTIONS';
export const DISCOVERY_CONFIGURATION = 'NEST_EUREKA:DISCOVERY_CONFIGURATION';
export const DISCOVERY_CORE = 'NEST_EUREKA:DISCOVERY_CORE';
