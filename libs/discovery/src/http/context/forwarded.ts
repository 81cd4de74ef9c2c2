import type { Interceptor } from '../dispatch.js';
import type { ServiceCall } from '../service-call.js';
import { withHeaders } from './passing-on.js';

/** Which headers tell a service by what name and scheme it was called. */
export interface ForwardedOptions {
  /** `X-Forwarded-Host` and `X-Forwarded-Proto`, as Spring's `x-forwarded.enabled`. @default false */
  readonly xForwarded?: boolean;
  /** `Forwarded` of RFC 7239. @default false */
  readonly forwarded?: boolean;
}

/** What a header and a token of RFC 7239 may hold. */
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;

/** Tells the host and the scheme of the URL that was called, which the instance's own take the place of (client.md 6.8). */
export function tellingForwarded(options: ForwardedOptions): Interceptor {
  return (next) => (exchange) => next(withHeaders(exchange, headersOf(exchange.call, options)));
}

function headersOf(
  { service, scheme = 'http', headerOf }: ServiceCall,
  { xForwarded, forwarded }: ForwardedOptions,
): Readonly<Record<string, string>> {
  if (headerOf === undefined || !TOKEN.test(service)) return {};
  return {
    ...(xForwarded ? { 'x-forwarded-host': service, 'x-forwarded-proto': scheme } : {}),
    ...(forwarded ? { forwarded: `host=${service};proto=${scheme}` } : {}),
  };
}
