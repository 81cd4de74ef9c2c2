import type { RegistryOperationsOptions } from '../registry-operations-options.js';
import { single } from './option.js';
import type { Option } from './option.js';
import { booleanType, enumType, integerType } from './value-type.js';

/** The keys of `eureka.server.*` about operations; their types are held equal to RegistryOperationsOptions. */
export const operationsOptions: {
  readonly [K in keyof RegistryOperationsOptions]: Option<RegistryOperationsOptions[K]>;
} = {
  journalCapacity: single(
    integerType(100, 1_000_000),
    10_000,
    'Changes that /eureka/x/journal remembers; the oldest go first.',
  ),
  adminBulkLimit: single(
    integerType(0, 1_000_000),
    10,
    'Instances that one call of /eureka/x/admin may change without a reason.',
  ),
  metricsMaxApplications: single(
    integerType(0, 10_000),
    200,
    'Applications that /actuator/prometheus counts by name; the smaller ones are summed up as _other.',
  ),
  logFormat: single(
    enumType('text', 'json'),
    'text',
    'How the server writes its log: lines for people, or a JSON object a line; a host application has its own logger.',
  ),
  tracingEnabled: single(
    booleanType,
    false,
    'Whether OpenTelemetry is told of requests, batches, evictions and orders, by the SDK that the process has set up.',
  ),
};
