import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { RegistryConfiguration } from '@nest-eureka/registry';

/** Longest instance id that clients are known to use, with room (contract section 3). */
const MAX_PATH_SEGMENT = 8192;
const MAX_HEADER_BYTES = 65_536;
/** How long a request may take to arrive with its whole body. Fastify's default is without end. */
const REQUEST_TIMEOUT_MS = 60_000;

/** Fastify, set up for what Eureka's clients send. */
export function createHttpAdapter({
  maxBodyBytes,
}: Pick<RegistryConfiguration['server'], 'maxBodyBytes'>): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: maxBodyBytes,
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { maxHeaderSize: MAX_HEADER_BYTES },
    routerOptions: { maxParamLength: MAX_PATH_SEGMENT },
  });
}
