import type * as Api from '@opentelemetry/api';

/** What of OpenTelemetry's API is needed; the package is optional, and somebody else loads it. */
export type OpenTelemetry = Pick<
  typeof Api,
  'context' | 'createContextKey' | 'propagation' | 'ProxyTracerProvider' | 'SpanKind' | 'SpanStatusCode' | 'trace'
>;

const TRACER = '@nest-eureka/discovery';

/** The application has set up tracing or propagation; it may do so at any time. */
export function isSetUp({ propagation, ProxyTracerProvider, trace }: OpenTelemetry): boolean {
  const provider = trace.getTracerProvider();
  const hasTracer = !(provider instanceof ProxyTracerProvider) || provider.getDelegateTracer(TRACER) !== undefined;
  return hasTracer || propagation.fields().length > 0;
}

/** Where every copy of the API, of whatever version 1, keeps what the application has set up. */
const REGISTERED = Symbol.for('opentelemetry.js.api.1');

/** A propagator writes trace context: ours by it, or instrumentation that knows nothing of us. Asked without loading the package. */
export function hasPropagator(): boolean {
  const registered = (globalThis as { readonly [REGISTERED]?: { readonly propagation?: unknown } })[REGISTERED];
  return registered?.propagation !== undefined;
}

export function tracerOf({ trace }: OpenTelemetry): Api.Tracer {
  return trace.getTracer(TRACER);
}

/** The key by which OpenTelemetry's own packages agree that what is done within makes no spans and adds no headers. */
const SUPPRESSED = 'OpenTelemetry SDK Context Key SUPPRESS_TRACING';

export function suppressing(api: OpenTelemetry, context: Api.Context): Api.Context {
  return context.setValue(api.createContextKey(SUPPRESSED), true);
}
