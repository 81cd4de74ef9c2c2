import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { ServerOptions } from 'node:https';
import type { RegistryConfiguration } from '@nest-eureka/registry';

/** Longest instance id that clients are known to use, with room (contract section 3). */
const MAX_PATH_SEGMENT = 8192;
const MAX_HEADER_BYTES = 65_536;
/** How often slow requests are looked for. */
const SLOWNESS_CHECK_MS = 2_000;

type HttpSettings = Pick<
  RegistryConfiguration['server'],
  'maxBodyBytes' | 'requestTimeoutMs' | 'headerTimeoutMs' | 'stalledTimeoutMs'
>;

/**
 * Fastify, set up for what Eureka's clients send. Requests have a time to arrive and answers one to be taken; Fastify's defaults are without end.
 * @param tls undefined: plain HTTP
 */
export function createHttpAdapter(
  { maxBodyBytes, requestTimeoutMs, headerTimeoutMs, stalledTimeoutMs }: HttpSettings,
  tls?: ServerOptions,
): FastifyAdapter {
  const limits = {
    maxHeaderSize: MAX_HEADER_BYTES,
    requestTimeout: requestTimeoutMs,
    // Node does not start with a head that may take longer than the whole
    headersTimeout: requestTimeoutMs > 0 ? Math.min(headerTimeoutMs, requestTimeoutMs) : headerTimeoutMs,
    connectionsCheckingInterval: SLOWNESS_CHECK_MS,
  };
  return new FastifyAdapter({
    bodyLimit: maxBodyBytes,
    requestTimeout: requestTimeoutMs,
    connectionTimeout: stalledTimeoutMs,
    routerOptions: { maxParamLength: MAX_PATH_SEGMENT },
    ...(tls === undefined ? { http: limits } : { https: { ...tls, ...limits } }),
  });
}
