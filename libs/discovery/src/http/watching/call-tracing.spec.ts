import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import * as api from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { refused, ScriptedService } from '../../../spec-support/scripted-service.js';
import { InboundContext } from '../context/inbound-context.js';
import { passingOn } from '../context/passing-on.js';
import type { ServiceSettings } from '../service-settings.js';
import { CallTracing } from './call-tracing.js';
import { hasPropagator } from './open-telemetry.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = `00-${TRACE}-00f067aa0ba902b7-01`;

describe('a call by name', () => {
  const exporter = new InMemorySpanExporter();
  const inbound = new InboundContext();

  function traced(settings: ServiceSettings = {}) {
    const tracing = new CallTracing(api, {
      context: inbound,
      registryAgeMs: () => 1500,
      mask: (text) => text.replaceAll('secret', '***'),
    });
    const carrying = passingOn({ context: inbound, names: [], isTraced: hasPropagator });
    const around = { call: [...tracing.call, carrying], attempt: tracing.attempt };
    return new ScriptedService(settings, { context: inbound, around });
  }

  function setUp(withContext = true): void {
    const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
    trace.setGlobalTracerProvider(provider);
    propagation.setGlobalPropagator(new W3CTraceContextPropagator());
    if (withContext) context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  }

  const spans = (): readonly ReadableSpan[] => exporter.getFinishedSpans();
  const http = (changes: object = {}) => ({ headerOf: () => undefined, path: '/items/1?key=secret#s', ...changes });

  beforeEach(() => exporter.reset());
  afterEach(() => {
    trace.disable();
    context.disable();
    propagation.disable();
  });

  it('makes one span, and one within for each attempt', async () => {
    setUp();
    const service = traced();
    service.script = { b: [503] };
    service.metadata = { zone: 'eu-1' };
    await service.call(http());
    const [first, second, call] = spans();
    expect(call).toMatchObject({
      name: 'GET orders',
      kind: SpanKind.INTERNAL,
      attributes: {
        'peer.service': 'orders',
        'http.request.method': 'GET',
        'http.response.status_code': 200,
        'loadbalancer.outcome': 'answered',
        'loadbalancer.attempts': 2,
      },
      status: { code: SpanStatusCode.UNSET },
    });
    expect(first).toMatchObject({
      name: 'GET',
      kind: SpanKind.CLIENT,
      parentSpanContext: { spanId: call?.spanContext().spanId },
      attributes: {
        'server.address': 'b.test',
        'server.port': 8080,
        'url.scheme': 'http',
        'url.full': 'http://b.test:8080/items/1',
        'loadbalancer.instance.id': 'b',
        'loadbalancer.instance.zone': 'eu-1',
        'loadbalancer.attempt': 1,
        'loadbalancer.registry.age_ms': 1500,
        'http.response.status_code': 503,
        'error.type': '503',
      },
      status: { code: SpanStatusCode.ERROR },
    });
    expect(second?.parentSpanContext?.spanId).toBe(call?.spanContext().spanId);
    expect(second?.attributes).toMatchObject({ 'loadbalancer.instance.id': 'c', 'http.request.resend_count': 1 });
    expect(spans()).toHaveLength(3);
  });

  it('tells each instance the span of its own attempt, and that alone', async () => {
    setUp();
    const service = traced();
    service.script = { b: [503] };
    await inbound.run({ traceparent: PARENT, tracestate: 'a=1' }, () => service.call(http()));
    const attempts = spans().slice(0, 2);
    expect(service.attempts.map(({ headers }) => headers)).toEqual(
      attempts.map((span) => ({ traceparent: `00-${TRACE}-${span.spanContext().spanId}-01`, tracestate: 'a=1' })),
    );
    expect(spans()[2]?.parentSpanContext?.spanId).toBe('00f067aa0ba902b7');
  });

  it('goes on with the trace in which the application is', async () => {
    setUp();
    const span = trace.getTracer('test').startSpan('mine');
    await inbound.run({ traceparent: PARENT }, () =>
      context.with(trace.setSpan(ROOT_CONTEXT, span), () => traced().call(http())),
    );
    expect(spans().map(({ parentSpanContext }) => parentSpanContext?.spanId)).toEqual([
      spans()[1]?.spanContext().spanId,
      span.spanContext().spanId,
    ]);
  });

  it('leaves a trace alone that the caller has begun himself', async () => {
    setUp();
    const service = traced();
    await service.call(http({ headerOf: (name: string) => (name === 'traceparent' ? PARENT : undefined) }));
    expect(service.attempts[0]?.headers).toEqual({});
  });

  it('holds together where nothing keeps track of what is active', async () => {
    setUp(false);
    const service = traced();
    await service.call(http());
    const [attempt, call] = spans();
    expect(attempt?.parentSpanContext?.spanId).toBe(call?.spanContext().spanId);
    expect(service.attempts[0]?.headers['traceparent']).toContain(attempt?.spanContext().spanId);
  });

  it('tells instrumentation beneath it to make no span and to add no header', async () => {
    setUp();
    const service = traced();
    const carriers: object[] = [];
    const call = { service: 'orders', method: 'GET', wishes: {}, replayable: true, ...http() };
    await service.callers.call(call, async () => {
      const span = trace.getTracer('instrumentation').startSpan('below');
      const carrier = {};
      propagation.inject(trace.setSpan(context.active(), span), carrier);
      carriers.push(carrier);
      span.end();
      return { status: 200, response: 'done' };
    });
    expect(carriers).toEqual([{}]);
    expect(spans().map(({ name }) => name)).toEqual(['GET', 'GET orders']);
  });

  it('lets what is no HTTP make spans of its own within', async () => {
    setUp();
    const service = traced();
    const call = { service: 'orders', method: '', path: '', wishes: {}, replayable: true };
    await service.callers.call(call, async () => {
      trace.getTracer('grpc').startSpan('below').end();
      return { status: 200, response: 'done' };
    });
    const [below, attempt, whole] = spans();
    expect([below?.name, attempt?.name, whole?.name]).toEqual(['below', 'orders', 'orders']);
    expect(below?.parentSpanContext?.spanId).toBe(attempt?.spanContext().spanId);
    expect(attempt?.attributes).not.toHaveProperty(['url.full']);
    expect(attempt?.attributes).not.toHaveProperty(['http.response.status_code']);
  });

  it('records errors without credentials and queries', async () => {
    setUp();
    const service = traced({ retry: { maxNext: 0 } });
    const message = 'refused at http://me:secret@b.test/items?key=sesame, sorry';
    service.script = { b: [Object.assign(new Error(message), { code: 'ECONNREFUSED', syscall: 'connect' })] };
    await service.call(http());
    for (const span of spans()) {
      expect(span.attributes).toMatchObject({ 'loadbalancer.outcome': 'failed', 'error.type': 'ECONNREFUSED' });
      expect(span.status.code).toBe(SpanStatusCode.ERROR);
      expect(span.events).toMatchObject([
        {
          name: 'exception',
          attributes: { 'exception.message': 'refused at http://me:***@b.test/items?… sorry' },
        },
      ]);
    }
    const attributes = spans().map((span) => [span.attributes, span.events.map((event) => event.attributes)]);
    expect(JSON.stringify(attributes)).not.toMatch(/secret|sesame/);
  });

  it.each([
    [
      'nobody is registered',
      { instances: [] },
      { 'loadbalancer.reason': 'none-registered', 'error.type': 'no-instance' },
    ],
    [
      'everybody is down',
      { status: 'DOWN' as const },
      { 'loadbalancer.reason': 'all-down', 'loadbalancer.outcome': 'no-instance' },
    ],
  ])('says so when %s', async (_name, changes, attributes) => {
    setUp();
    await Object.assign(traced(), changes).call(http());
    expect(spans()).toHaveLength(1);
    expect(spans()[0]).toMatchObject({ attributes: { ...attributes, 'loadbalancer.attempts': 0 } });
  });

  it('says when the time is up', async () => {
    setUp();
    const service = traced({ timeoutMs: 50 });
    service.script = { b: [new Promise(() => {})] };
    const call = service.call(http());
    await new Promise((resolve) => setImmediate(resolve));
    service.clock.advance(60);
    await call;
    await new Promise((resolve) => setImmediate(resolve));
    expect(spans().map(({ name, attributes }) => [name, attributes['error.type']])).toEqual([
      ['GET orders', 'timeout'],
      ['GET', 'timeout'],
    ]);
  });

  it('ends its span when a stage of the application throws', async () => {
    setUp();
    const broken = () => () => {
      throw new Error('mine');
    };
    await expect(traced({ interceptors: { call: [broken] } }).call(http())).rejects.toThrow('mine');
    expect(spans().map(({ name }) => name)).toEqual(['GET orders']);
  });

  it('is not failed by tracing that is broken', async () => {
    setUp();
    propagation.disable();
    propagation.setGlobalPropagator({
      inject: () => {
        throw new Error('inject');
      },
      extract: () => {
        throw new Error('extract');
      },
      fields: () => ['traceparent'],
    });
    const service = traced();
    service.script = { b: [refused()] };
    expect(await inbound.run({}, () => service.call(http()))).toMatchObject({ type: 'answered' });
    expect(await service.call(http())).toMatchObject({ type: 'answered' });
  });

  it('passes on what came where spans are made and nothing writes trace context', async () => {
    setUp();
    propagation.disable();
    const service = traced();
    await inbound.run({ traceparent: PARENT }, () => service.call(http()));
    expect(service.attempts[0]?.headers).toEqual({ traceparent: PARENT });
    expect(spans()).toHaveLength(2);
  });

  it('leaves trace context to whoever writes it, also where it makes no spans itself', async () => {
    const carrying = passingOn({ context: inbound, names: [], isTraced: hasPropagator });
    const service = new ScriptedService({}, { around: { call: [carrying], attempt: [] } });
    await inbound.run({ traceparent: PARENT }, () => service.call(http()));
    setUp();
    await inbound.run({ traceparent: PARENT }, () => service.call(http()));
    expect(service.attempts.map(({ headers }) => headers)).toEqual([{ traceparent: PARENT }, {}]);
  });

  it('passes on what came, and makes nothing, until the application sets tracing up', async () => {
    const service = traced();
    await inbound.run({ traceparent: PARENT }, () => service.call(http()));
    expect(service.attempts[0]?.headers).toEqual({ traceparent: PARENT });
    setUp();
    await inbound.run({ traceparent: PARENT }, () => service.call(http()));
    expect(service.attempts[1]?.headers['traceparent']).toMatch(new RegExp(`^00-${TRACE}-`));
    expect(service.attempts[1]?.headers['traceparent']).not.toBe(PARENT);
    expect(spans()).toHaveLength(2);
  });
});
