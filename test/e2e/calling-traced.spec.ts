import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Injectable, Module } from '@nestjs/common';
import { HttpModule, HttpService } from '@nestjs/axios';
import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { firstValueFrom } from 'rxjs';
import { Agent, request as undiciRequest } from 'undici';
import { InboundContext, LoadBalancedFetch, LoadBalancer } from '@nest-eureka/discovery';
import { DiscoveryTestingModule } from '@nest-eureka/discovery/testing';
import { useCleanSurroundings } from '../support/clean-surroundings.js';
import { close, createApp } from '../support/discovery-app.js';
import { startEcho } from '../support/echo-service.js';
import type { Echo } from '../support/echo-service.js';

useCleanSurroundings();

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = `00-${TRACE}-00f067aa0ba902b7-01`;

/** What OpenTelemetry's instrumentation of undici and `fetch` does with each request. */
function instrument(message: unknown): void {
  const { request } = message as { readonly request: { addHeader(name: string, value: string): void } };
  const span = trace.getTracer('instrumentation').startSpan('below');
  const headers: Record<string, string> = {};
  propagation.inject(trace.setSpan(context.active(), span), headers);
  for (const [name, value] of Object.entries(headers)) request.addHeader(name, value);
  span.end();
}

@Injectable()
class Shop {
  constructor(
    readonly fetch: LoadBalancedFetch,
    readonly http: HttpService,
    readonly balancer: LoadBalancer,
  ) {}
}

describe('with an OpenTelemetry SDK and instrumentation beneath', () => {
  const exporter = new InMemorySpanExporter();
  beforeEach(() => {
    exporter.reset();
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
    propagation.setGlobalPropagator(new W3CTraceContextPropagator());
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    subscribe('undici:request:create', instrument);
  });
  afterEach(() => {
    unsubscribe('undici:request:create', instrument);
    for (const api of [trace, propagation, context]) api.disable();
  });

  it('every way to call sends one header, that of its own attempt', async () => {
    const echo = await startEcho('orders');
    @Module({
      imports: [
        DiscoveryTestingModule.forServices({ orders: [`http://127.0.0.1:${echo.port}`] }),
        HttpModule.register({}),
      ],
      providers: [Shop],
    })
    class ShopModule {}
    const app = await createApp(ShopModule);
    await app.init();
    const { fetch: balanced, http, balancer } = app.get(Shop);
    const dispatcher = new Agent().compose(balancer.dispatchInterceptor());
    const ways: (() => Promise<unknown>)[] = [
      async () => (await balanced('http://orders/')).json(),
      async () => (await firstValueFrom(http.get('http://orders/'))).data as unknown,
      async () => (await undiciRequest('http://orders/', { dispatcher })).body.json(),
    ];
    for (const way of ways) {
      exporter.reset();
      const { headers } = (await app.get(InboundContext).run({ traceparent: PARENT }, way)) as Echo;
      const [attempt, call] = exporter.getFinishedSpans();
      expect(exporter.getFinishedSpans().map(({ name }) => name)).toEqual(['GET', 'GET orders']);
      expect(headers['traceparent']).toBe(`00-${TRACE}-${attempt?.spanContext().spanId}-01`);
      expect(call?.parentSpanContext?.spanId).toBe('00f067aa0ba902b7');
    }
    // what is no call by name is instrumented as ever
    exporter.reset();
    await (await balanced(`http://127.0.0.1:${echo.port}/`)).text();
    expect(exporter.getFinishedSpans().map(({ name }) => name)).toEqual(['below']);
    await dispatcher.close();
    await close(app);
    await echo.close();
  });
});
