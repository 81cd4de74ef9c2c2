import type { IncomingMessage } from 'node:http';
import type * as Api from '@opentelemetry/api';
import type { Attributes, Context, Span, SpanOptions } from '@opentelemetry/api';
import type { Clock } from '@nest-eureka/time';
import type { OrderOutcome } from '../../core/administration/order.js';
import type { BatchOutcome } from '../../replication/batch-outcome.js';
import type { BatchTracing, TraceHeaders } from '../../replication/batch-tracing.js';
import type { MeasuredOperation } from '../metrics/request-meter.js';
import { routeLabels } from '../metrics/route-readings.js';
import type { Reply } from '../wire/reply.js';

/** What of OpenTelemetry's API is needed. */
export type OpenTelemetry = Pick<
  typeof Api,
  'context' | 'createContextKey' | 'propagation' | 'SpanKind' | 'SpanStatusCode' | 'trace'
>;

const TRACER = '@nest-eureka/registry';
/** The key by which OpenTelemetry's own packages agree that what is done within makes no spans and adds no headers. */
const SUPPRESSED = 'OpenTelemetry SDK Context Key SUPPRESS_TRACING';

/**
 * Spans of what a server does, by whatever OpenTelemetry SDK the process has set up; without one they go nowhere. Names of users,
 * applications and instances are in none of them. Nothing of it can fail a request.
 */
export class ServerTracing implements BatchTracing {
  readonly #suppressed: symbol;

  /** @param mount context path and API path together, such as `/eureka` */
  constructor(
    private readonly api: OpenTelemetry,
    private readonly mount: string,
    private readonly clock: Clock,
  ) {
    this.#suppressed = api.createContextKey(SUPPRESSED);
  }

  /** An answer of the API, until it is handed to the connection; of a stream until it begins. */
  request(
    { name }: MeasuredOperation,
    { headers }: Pick<IncomingMessage, 'headers'>,
    answer: () => Reply | Promise<Reply>,
  ): Reply | Promise<Reply> {
    const { context, propagation, trace, SpanKind } = this.api;
    const { method, route } = routeLabels(name);
    const begun = this.#safely(() => {
      const active = context.active();
      // instrumentation of node:http has taken up the caller's trace already
      const isWithin = trace.getSpan(active) !== undefined;
      const parent = isWithin ? active : propagation.extract(active, headers);
      const attributes = { 'http.request.method': method, 'http.route': `${this.mount}${route}` };
      const kind = isWithin ? SpanKind.INTERNAL : SpanKind.SERVER;
      return this.#begin(`${method} ${this.mount}${route}`, { kind, attributes }, parent);
    });
    if (begun === undefined) return answer();
    const { span, within } = begun;
    try {
      const reply = context.with(within, answer);
      if (!(reply instanceof Promise)) return this.#answered(span, reply);
      return reply.then(
        (ready) => this.#answered(span, ready),
        (error: unknown) => this.#failed(span, error),
      );
    } catch (error) {
      return this.#failed(span, error);
    }
  }

  async batch(url: string, items: number, send: (trace: TraceHeaders) => Promise<BatchOutcome>): Promise<BatchOutcome> {
    const { context, propagation, SpanKind } = this.api;
    const begun = this.#safely(() => {
      const { hostname, port } = new URL(url);
      const attributes = {
        'http.request.method': 'POST',
        'server.address': hostname,
        ...(port === '' ? {} : { 'server.port': Number(port) }),
        'registry.replication.items': items,
      };
      return this.#begin('registry.replicate', { kind: SpanKind.CLIENT, attributes }, context.active());
    });
    if (begun === undefined) return send({});
    const { span, within } = begun;
    const carrier: Record<string, string> = {};
    this.#safely(() => propagation.inject(within, carrier));
    const outcome = await context.with(within.setValue(this.#suppressed, true), () => send(carrier));
    this.#end(span, { 'registry.replication.outcome': outcome.kind }, 'message' in outcome ? outcome.kind : undefined);
    return outcome;
  }

  /**
   * A run that has evicted somebody; there is nothing to see of the many others.
   * @param tookMs how long it took until now
   */
  evicted(count: number, tookMs: number): void {
    this.#safely(() => {
      const options = {
        startTime: this.clock.now() - tookMs,
        attributes: { 'registry.evicted': count },
      };
      this.#begin('registry.evict', options, this.api.context.active()).span.end(this.clock.now());
    });
  }

  /** What operators order; part of the request that brings it. */
  order(action: string, carryOut: () => OrderOutcome): OrderOutcome {
    const { context } = this.api;
    const begun = this.#safely(() =>
      this.#begin(`registry.order ${action}`, { attributes: { 'registry.order.action': action } }, context.active()),
    );
    if (begun === undefined) return carryOut();
    const { span, within } = begun;
    try {
      const outcome = context.with(within, carryOut);
      this.#end(span, orderAttributes(outcome));
      return outcome;
    } catch (error) {
      return this.#failed(span, error);
    }
  }

  #begin(name: string, options: SpanOptions, parent: Context): { readonly span: Span; readonly within: Context } {
    const { trace } = this.api;
    const span = trace.getTracer(TRACER).startSpan(name, options, parent);
    return { span, within: trace.setSpan(parent, span) };
  }

  #answered(span: Span, reply: Reply): Reply {
    const status = 'status' in reply ? reply.status : 200;
    this.#end(span, { 'http.response.status_code': status }, status >= 500 ? String(status) : undefined);
    return reply;
  }

  #failed(span: Span, error: unknown): never {
    this.#end(span, {}, error instanceof Error ? error.name : 'Error');
    throw error;
  }

  #end(span: Span, attributes: Attributes, error?: string): void {
    this.#safely(() => {
      span.setAttributes(attributes);
      if (error !== undefined) {
        span.setAttribute('error.type', error);
        span.setStatus({ code: this.api.SpanStatusCode.ERROR });
      }
      span.end();
    });
  }

  #safely<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch {
      // what is wrong with the process' tracing is no reason for a request to fail
      return undefined;
    }
  }
}

function orderAttributes(outcome: OrderOutcome): Attributes {
  if (outcome.kind === 'too-many')
    return { 'registry.order.outcome': 'refused', 'registry.order.instances': outcome.instances };
  const changed = outcome.results.filter((result) => result.outcome === 'changed').length;
  return {
    'registry.order.outcome': 'done',
    'registry.order.instances': outcome.results.length,
    'registry.order.changed': changed,
  };
}
