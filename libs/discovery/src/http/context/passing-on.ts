import type { Exchange, Interceptor } from '../dispatch.js';
import { inboundHeader } from './inbound-context.js';
import type { InboundContext, InboundHeaders } from './inbound-context.js';
import { traceHeadersOf } from './trace-headers.js';

export interface PassingOnParts {
  readonly context: Pick<InboundContext, 'headers'>;
  /** Names of further headers, as they came. */
  readonly names: readonly string[];
  /** Somebody else writes the trace context of every call. */
  readonly isTraced: () => boolean;
}

/** Gives calls the trace context and the named headers of the request within which they are made, but what they have themselves. */
export function passingOn({ context, names, isTraced }: PassingOnParts): Interceptor {
  const taken = (inbound: InboundHeaders): Record<string, string> => {
    const headerOf = (name: string): string | undefined => inboundHeader(inbound, name);
    const headers: Record<string, string> = isTraced() ? {} : { ...traceHeadersOf(headerOf) };
    for (const name of names) {
      const value = headerOf(name);
      if (value !== undefined) headers[name] = value;
    }
    return headers;
  };
  return (next) => (exchange) => {
    const inbound = exchange.call.headerOf === undefined ? undefined : context.headers;
    return next(inbound === undefined ? exchange : withHeaders(exchange, taken(inbound)));
  };
}

/** The headers beside those that the request has; of a trace that the caller has begun himself, nothing is mixed in. */
export function withHeaders<T>(exchange: Exchange<T>, headers: Readonly<Record<string, string>>): Exchange<T> {
  const added = unsaid(headers, (name) => exchange.call.headerOf?.(name) ?? exchange.headers[name]);
  return added.length === 0
    ? exchange
    : { ...exchange, headers: { ...exchange.headers, ...Object.fromEntries(added) } };
}

/** Those that are not there yet. */
export function unsaid(
  headers: Readonly<Record<string, string>>,
  said: (name: string) => string | undefined,
): readonly [name: string, value: string][] {
  return Object.entries(headers).filter(([name]) => {
    return said(name) === undefined && (name !== 'tracestate' || said('traceparent') === undefined);
  });
}
