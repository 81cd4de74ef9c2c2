import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aRegistration } from '../support/an-instance.js';
import { RegistryCluster } from '../support/registry-cluster.js';
import { startRegistry } from '../support/registry-server.js';
import { until } from '../support/until.js';

const ORDERS = '/eureka/apps/ORDERS';
const INSTANCE = `${ORDERS}/web1.example.com:orders:8080`;
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('a registry with tracing, in a process that has set OpenTelemetry up', () => {
  const exporter = new InMemorySpanExporter();
  const spans = (name: string): readonly ReadableSpan[] =>
    exporter.getFinishedSpans().filter((span) => span.name === name);
  const one = async (name: string): Promise<ReadableSpan> => {
    await until(`a span ${name}`, () => spans(name).length > 0);
    return spans(name)[0] as ReadableSpan;
  };
  let cluster: RegistryCluster;
  beforeAll(async () => {
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
    propagation.setGlobalPropagator(new W3CTraceContextPropagator());
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    cluster = await RegistryCluster.start(2, () => ({ tracingEnabled: true }));
    for (const node of [cluster.node(0), cluster.node(1)])
      await until('a node is open', async () => (await node.get('/eureka/apps')).status === 200);
  });
  beforeEach(() => exporter.reset());
  afterAll(async () => {
    await cluster.close();
    for (const api of [trace, propagation, context]) api.disable();
  });

  it('goes on with the trace of a client, over the batch, to the peer', async () => {
    const [here, there] = [cluster.node(0), cluster.node(1)];
    const traceparent = `00-${TRACE}-00f067aa0ba902b7-01`;
    await here.post(ORDERS, aRegistration(), { traceparent });
    await until('the peer has it', async () => (await there.get(INSTANCE)).status === 200);
    const registration = await one('POST /eureka/apps/*');
    expect(registration.parentSpanContext).toMatchObject({ traceId: TRACE, spanId: '00f067aa0ba902b7' });
    const batch = await one('registry.replicate');
    expect(batch.attributes).toMatchObject({ 'registry.replication.outcome': 'delivered' });
    const names = ['POST /eureka/x/replication/batch', 'POST /eureka/peerreplication/batch'];
    await until('the peer’s span', () => names.some((name) => spans(name).length > 0));
    const [taken] = names.flatMap(spans);
    expect(taken?.spanContext().traceId).toBe(batch.spanContext().traceId);
    expect(taken?.parentSpanContext?.spanId).toBe(batch.spanContext().spanId);
  });

  it('tells of orders, and nowhere who and what is meant', async () => {
    await cluster.node(0).post('/eureka/x/admin/drain', JSON.stringify({ app: 'ORDERS', reason: 'a secret reason' }));
    const order = await one('registry.order drain');
    const request = await one('POST /eureka/x/admin/drain');
    expect(order.parentSpanContext?.spanId).toBe(request.spanContext().spanId);
    expect(order.attributes).toMatchObject({ 'registry.order.changed': 1 });
    const told = JSON.stringify(
      exporter.getFinishedSpans().map(({ name, attributes, events }) => [name, attributes, events]),
    );
    expect(told).not.toMatch(/ORDERS|web1|secret/);
  });

  it('tells of evictions', async () => {
    const lease = { renewalIntervalInSecs: 1, durationInSecs: 1 };
    await cluster.node(0).post(ORDERS, aRegistration({ instanceId: 'short', leaseInfo: lease }));
    expect((await one('registry.evict')).attributes['registry.evicted']).toBeGreaterThan(0);
  });

  it('makes no span unless it is switched on', async () => {
    const silent = await startRegistry();
    await silent.post('/eureka/apps/SILENT', aRegistration({ app: 'SILENT' }));
    expect((await silent.get('/eureka/apps/SILENT')).status).toBe(200);
    await silent.close();
    expect(spans('GET /eureka/apps/*')).toEqual([]);
  });
});
