import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import * as api from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { isTracingSuppressed, W3CTraceContextPropagator } from '@opentelemetry/core';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import type { OrderOutcome } from '../../core/administration/order.js';
import { OK } from '../wire/reply.js';
import type { Reply } from '../wire/reply.js';
import { ServerTracing } from './server-tracing.js';
import type { OpenTelemetry } from './server-tracing.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const OUTSIDE = { headers: {} };
const FROM_CLIENT = { headers: { traceparent: `00-${TRACE}-00f067aa0ba902b7-01` } };
const HEARTBEAT = { name: 'PUT apps/*/*' };
const DONE: OrderOutcome = { kind: 'done', results: [] };

describe('the tracing of a server', () => {
  const exporter = new InMemorySpanExporter();
  const tracing = (of: OpenTelemetry = api): ServerTracing => new ServerTracing(of, '/eureka', new ManualClock());
  const spans = (): readonly ReadableSpan[] => exporter.getFinishedSpans();

  beforeEach(() => {
    exporter.reset();
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
    propagation.setGlobalPropagator(new W3CTraceContextPropagator());
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  });
  afterEach(() => {
    for (const each of [trace, propagation, context]) each.disable();
  });

  it('makes an answer a span of its caller’s trace, with route and status and nothing else', async () => {
    expect(tracing().request(HEARTBEAT, FROM_CLIENT, () => OK)).toBe(OK);
    await tracing().request(HEARTBEAT, OUTSIDE, async () => ({ kind: 'empty', status: 404 }));
    expect(spans()).toMatchObject([
      {
        name: 'PUT /eureka/apps/*/*',
        kind: SpanKind.SERVER,
        parentSpanContext: { traceId: TRACE, spanId: '00f067aa0ba902b7' },
        status: { code: SpanStatusCode.UNSET },
      },
      { parentSpanContext: undefined },
    ]);
    expect(spans().map(({ attributes }) => attributes)).toEqual(
      [200, 404].map((status) => ({
        'http.request.method': 'PUT',
        'http.route': '/eureka/apps/*/*',
        'http.response.status_code': status,
      })),
    );
  });

  it('goes on within the span that instrumentation has begun', () => {
    const outer = trace.getTracer('http').startSpan('outer');
    const within = trace.setSpan(context.active(), outer);
    void context.with(within, () => tracing().request(HEARTBEAT, FROM_CLIENT, () => OK));
    expect(spans()[0]).toMatchObject({
      kind: SpanKind.INTERNAL,
      parentSpanContext: { spanId: outer.spanContext().spanId },
    });
  });

  it.each<[string, () => Reply | Promise<Reply>]>([
    [
      'at once',
      () => {
        throw new TypeError('broken');
      },
    ],
    ['later', () => Promise.reject(new TypeError('broken'))],
  ])('ends with what a handler throws %s, and throws it on', async (_when, handle) => {
    await expect(async () => tracing().request(HEARTBEAT, OUTSIDE, handle)).rejects.toThrow('broken');
    expect(spans()).toMatchObject([
      { attributes: { 'error.type': 'TypeError' }, status: { code: SpanStatusCode.ERROR } },
    ]);
  });

  it('marks an answer of the server’s own failing', () => {
    void tracing().request(HEARTBEAT, OUTSIDE, () => ({ kind: 'empty', status: 503 }));
    expect(spans()).toMatchObject([{ attributes: { 'error.type': '503' }, status: { code: SpanStatusCode.ERROR } }]);
  });

  it('has an order within its request', () => {
    void tracing().request({ name: 'POST x/admin/drain' }, OUTSIDE, () => {
      expect(tracing().order('drain', () => DONE)).toBe(DONE);
      return OK;
    });
    tracing().order('evict', () => ({ kind: 'too-many', instances: 20, limit: 10 }));
    const [drain, request, evict] = spans();
    expect(drain).toMatchObject({
      name: 'registry.order drain',
      parentSpanContext: { spanId: request?.spanContext().spanId },
      attributes: { 'registry.order.outcome': 'done', 'registry.order.instances': 0, 'registry.order.changed': 0 },
    });
    expect(evict?.attributes).toMatchObject({ 'registry.order.outcome': 'refused', 'registry.order.instances': 20 });
  });

  it('hands a batch’s trace to the peer, and keeps instrumentation beneath from a span of its own', async () => {
    let isSuppressed = false;
    let sent: Readonly<Record<string, string>> = {};
    await tracing().batch('http://peer1:8761/eureka/', 3, async (headers) => {
      isSuppressed = isTracingSuppressed(context.active());
      sent = headers;
      return { kind: 'unreachable', message: 'refused the connection' };
    });
    const [batch] = spans();
    expect(sent).toEqual({
      traceparent: `00-${batch?.spanContext().traceId}-${batch?.spanContext().spanId}-01`,
    });
    expect(isSuppressed).toBe(true);
    expect(batch).toMatchObject({
      name: 'registry.replicate',
      kind: SpanKind.CLIENT,
      status: { code: SpanStatusCode.ERROR },
      attributes: {
        'server.address': 'peer1',
        'server.port': 8761,
        'registry.replication.items': 3,
        'registry.replication.outcome': 'unreachable',
        'error.type': 'unreachable',
      },
    });
  });

  it('tells of a run that evicted somebody, with how long it took', () => {
    tracing().evicted(4, 250);
    const [run] = spans();
    expect(run).toMatchObject({
      name: 'registry.evict',
      attributes: { 'registry.evicted': 4 },
      duration: [0, 250_000_000],
    });
  });

  it('costs no request anything when tracing itself fails', async () => {
    const broken = {
      ...api,
      trace: {
        getSpan: () => undefined,
        getTracer: () => {
          throw new Error('no tracer');
        },
      },
    } as unknown as OpenTelemetry;
    expect(tracing(broken).request(HEARTBEAT, OUTSIDE, () => OK)).toBe(OK);
    expect(tracing(broken).order('drain', () => DONE)).toBe(DONE);
    expect(await tracing(broken).batch('http://peer/', 1, async () => ({ kind: 'aborted' }))).toEqual({
      kind: 'aborted',
    });
    tracing(broken).evicted(1, 0);
    expect(spans()).toEqual([]);
  });
});
