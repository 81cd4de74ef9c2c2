import { Logger } from '@nestjs/common';
import type { RegistryConfiguration } from '@nest-eureka/config';
import type { Clock } from '@nest-eureka/time';
import { ServerTracing } from './server-tracing.js';
import type { OpenTelemetry } from './server-tracing.js';

/**
 * Undefined unless `eureka.server.tracing-enabled` is set and OpenTelemetry's API is installed, which is loaded only then.
 * @param load how it is got
 */
export async function createServerTracing(
  { server, contextPath }: RegistryConfiguration,
  clock: Clock,
  load: () => Promise<OpenTelemetry> = () => import('@opentelemetry/api'),
): Promise<ServerTracing | undefined> {
  if (!server.tracingEnabled) return undefined;
  try {
    return new ServerTracing(await load(), `${contextPath}${server.apiPath}`, clock);
  } catch (error) {
    new Logger('EurekaRegistry').warn(
      `eureka.server.tracing-enabled has no effect: the package @opentelemetry/api cannot be loaded (${String(error)})`,
    );
    return undefined;
  }
}
