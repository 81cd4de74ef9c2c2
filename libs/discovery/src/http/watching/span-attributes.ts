import type { ServiceInstance } from '../../core/service-instance.js';
import type { CallOutcome } from '../call-outcome.js';
import { TIME_IS_UP } from '../dispatch.js';
import type { Attempt, ServiceCall } from '../service-call.js';

export type SpanAttributes = Record<string, string | number | boolean>;

/** What the instances of somebody else are called may be long. */
const LONGEST = 1024;

/** Of a whole call (OpenTelemetry's conventions for HTTP clients; what is ours begins with `loadbalancer.`). */
export function callAttributes({ service, method }: ServiceCall): SpanAttributes {
  return { 'peer.service': service, ...(method === '' ? {} : { 'http.request.method': method }) };
}

/** Of one attempt. Neither credentials nor the query are in it, as a query may hold secrets. */
export function attemptAttributes(
  call: ServiceCall,
  { instance, number }: Attempt,
  registryAgeMs: number | undefined,
): SpanAttributes {
  const zone = instance.metadata.get('zone');
  return {
    ...callAttributes(call),
    'server.address': cut(instance.host),
    'server.port': instance.port,
    ...(call.method === '' ? {} : { 'url.full': urlOf(instance, call), 'url.scheme': instance.scheme }),
    ...(number > 1 ? { 'http.request.resend_count': number - 1 } : {}),
    'loadbalancer.instance.id': cut(instance.instanceId),
    ...(zone === undefined ? {} : { 'loadbalancer.instance.zone': cut(zone) }),
    'loadbalancer.attempt': number,
    ...(registryAgeMs === undefined ? {} : { 'loadbalancer.registry.age_ms': registryAgeMs }),
  };
}

/** How a call or an attempt ended; `error.type` is there when that was badly. */
export function outcomeAttributes(call: ServiceCall, outcome: CallOutcome<unknown>): SpanAttributes {
  switch (outcome.type) {
    case 'answered': {
      const { status } = outcome.answer;
      if (call.method === '') return { 'loadbalancer.outcome': 'answered' };
      const answered = { 'loadbalancer.outcome': 'answered', 'http.response.status_code': status };
      return status >= 400 ? { ...answered, 'error.type': String(status) } : answered;
    }
    case 'failed':
      return { 'loadbalancer.outcome': 'failed', 'error.type': typeOf(outcome.error) };
    case 'no-instance':
      return {
        'loadbalancer.outcome': 'no-instance',
        'loadbalancer.reason': outcome.reason,
        'error.type': 'no-instance',
      };
    case 'refused':
      return { 'loadbalancer.outcome': 'refused', 'loadbalancer.reason': outcome.by, 'error.type': 'refused' };
    case 'timed-out':
      return { 'loadbalancer.outcome': 'timed-out', 'error.type': 'timeout' };
    case 'aborted':
      return { 'loadbalancer.outcome': 'aborted' };
  }
}

/** An error as it may be written down: its name and, without URLs' credentials and queries, its message. */
export function writtenError(error: unknown, mask: (text: string) => string): { name: string; message: string } {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  return { name, message: cut(mask(message).replaceAll(/\?[^\s'"`<>]*/g, '?…')) };
}

function urlOf({ uri }: ServiceInstance, { path }: ServiceCall): string {
  const bare = path.replace(/[?#].*$/s, '');
  return cut(`${uri}${bare.startsWith('/') ? '' : '/'}${bare}`);
}

/** The connection's own code where there is one. */
function typeOf(error: unknown): string {
  if (error === TIME_IS_UP) return 'timeout';
  for (let at = error, depth = 0; typeof at === 'object' && at !== null && depth < 5; depth++) {
    const { code, cause } = at as { readonly code?: unknown; readonly cause?: unknown };
    if (typeof code === 'string') return cut(code);
    at = cause;
  }
  return error instanceof Error ? error.name : 'Error';
}

function cut(text: string): string {
  return text.length > LONGEST ? text.slice(0, LONGEST) : text;
}
