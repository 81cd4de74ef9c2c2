import type { Context, Span } from '@opentelemetry/api';
import type { CallOutcome } from '../call-outcome.js';
import type { InboundContext } from '../context/inbound-context.js';
import { unsaid } from '../context/passing-on.js';
import type { Dispatch, Exchange, Interceptor, Trail } from '../dispatch.js';
import type { Attempt, ServiceCall } from '../service-call.js';
import type { StagesAround } from '../service-caller.js';
import { isSetUp, suppressing, tracerOf } from './open-telemetry.js';
import type { OpenTelemetry } from './open-telemetry.js';
import { attemptAttributes, callAttributes, outcomeAttributes, writtenError } from './span-attributes.js';

export interface CallTracingParts {
  /** Where a trace goes on when nobody has taken it up in this process. */
  readonly context: Pick<InboundContext, 'headers'> | undefined;
  /** How old the copy of the registry is, ms; undefined before there is one. */
  readonly registryAgeMs: () => number | undefined;
  /** Takes credentials out of a text. */
  readonly mask: (text: string) => string;
}

/**
 * A span for each call by name and one within for each attempt, once the application has set OpenTelemetry up; the attempt's is
 * the client span of the conventions, so instrumentation beneath it is told to make none. Nothing of it can fail a call.
 */
export class CallTracing implements StagesAround {
  readonly #calls = new WeakMap<Trail, Context>();

  constructor(
    private readonly api: OpenTelemetry,
    private readonly parts: CallTracingParts,
  ) {}

  /** From now on the calls' trace context is written here. */
  get isActive(): boolean {
    return isSetUp(this.api);
  }

  get call(): readonly Interceptor[] {
    return [(next) => (exchange) => (this.isActive ? this.#tracedCall(next, exchange) : next(exchange))];
  }

  get attempt(): readonly Interceptor[] {
    return [
      (next) => (exchange) => {
        const parent = this.#calls.get(exchange.trail);
        return parent === undefined ? next(exchange) : this.#tracedAttempt(next, exchange, parent);
      },
    ];
  }

  async #tracedCall<T>(next: Dispatch, exchange: Exchange<T>): Promise<CallOutcome<T>> {
    const { call, trail } = exchange;
    const { SpanKind, trace, context } = this.api;
    const begun = this.#safely(() => {
      const parent = this.#parent();
      const options = { kind: SpanKind.INTERNAL, attributes: callAttributes(call) };
      const span = tracerOf(this.api).startSpan(`${call.method} ${call.service}`.trim(), options, parent);
      return { span, within: trace.setSpan(parent, span) };
    });
    if (begun === undefined) return next(exchange);
    this.#calls.set(trail, begun.within);
    const { span, within } = begun;
    try {
      const outcome = await context.with(within, () => next(exchange));
      this.#safely(() => {
        span.setAttribute('loadbalancer.attempts', trail.attempts);
        this.#describe(span, call, outcome);
      });
      return outcome;
    } finally {
      this.#safely(() => span.end());
    }
  }

  async #tracedAttempt<T>(next: Dispatch, exchange: Exchange<T>, ofCall: Context): Promise<CallOutcome<T>> {
    const { call, send } = exchange;
    const { trace, context } = this.api;
    let span: Span | undefined;
    const traced = (attempt: Attempt): ReturnType<typeof send> => {
      const begun = this.#safely(() => this.#begin(call, attempt, ofCall));
      if (begun === undefined) return send(attempt);
      span = begun.span;
      const within = trace.setSpan(begun.parent, begun.span);
      if (call.headerOf === undefined) return context.with(within, () => send(attempt));
      const headers = this.#safely(() => this.#injected(within, exchange, attempt)) ?? attempt.headers;
      return context.with(suppressing(this.api, within), () => send({ ...attempt, headers }));
    };
    const outcome = await next({ ...exchange, send: traced });
    const ended = span;
    if (ended !== undefined) {
      this.#safely(() => {
        const zone = 'candidate' in outcome ? outcome.candidate.zone : undefined;
        if (zone !== undefined) ended.setAttribute('loadbalancer.instance.zone', zone);
        this.#describe(ended, call, outcome);
      });
      this.#safely(() => ended.end());
    }
    return outcome;
  }

  #begin(call: ServiceCall, attempt: Attempt, ofCall: Context): { span: Span; parent: Context } {
    const { context, trace, SpanKind } = this.api;
    const active = context.active();
    // a stage of the application's own may have begun a span in between; without a context manager nothing is active
    const parent = trace.getSpan(active) === undefined ? ofCall : active;
    const attributes = attemptAttributes(call, attempt, this.parts.registryAgeMs());
    const options = { kind: SpanKind.CLIENT, attributes };
    return { span: tracerOf(this.api).startSpan(call.method || call.service, options, parent), parent };
  }

  /** Where the application is in a trace; else the trace of the request within which it calls. */
  #parent(): Context {
    const { context, trace, propagation } = this.api;
    const active = context.active();
    const inbound = this.parts.context?.headers;
    if (inbound === undefined || trace.getSpan(active) !== undefined) return active;
    return propagation.extract(active, inbound);
  }

  #injected(within: Context, { call }: Exchange<unknown>, { headers }: Attempt): Readonly<Record<string, string>> {
    const carrier: Record<string, string> = {};
    this.api.propagation.inject(within, carrier);
    const added = unsaid(carrier, (name) => call.headerOf?.(name) ?? headers[name]);
    return { ...headers, ...Object.fromEntries(added) };
  }

  #describe(span: Span, call: ServiceCall, outcome: CallOutcome<unknown>): void {
    const attributes = outcomeAttributes(call, outcome);
    span.setAttributes(attributes);
    if (outcome.type === 'failed') span.recordException(writtenError(outcome.error, this.parts.mask));
    if ('error.type' in attributes) span.setStatus({ code: this.api.SpanStatusCode.ERROR });
  }

  #safely<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch {
      // what is wrong with the application's tracing is no reason for its calls to fail
      return undefined;
    }
  }
}
