import { describe, expect, it } from '@jest/globals';
import { reset, ScriptedService } from '../../../spec-support/scripted-service.js';
import type { ServiceCallersDeps } from '../service-callers.js';
import type { ServiceSettings } from '../service-settings.js';
import { InboundContext } from './inbound-context.js';
import type { InboundHeaders } from './inbound-context.js';
import { passingOn } from './passing-on.js';

const PARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const OTHER = '00-11111111111111111111111111111111-2222222222222222-01';

/** Calls `orders` within a request; the headers of the caller's own request are `own`. */
class Outgoing {
  readonly context = new InboundContext();
  readonly service: ScriptedService;

  constructor(settings: ServiceSettings = {}, names: readonly string[] = [], isTraced = false) {
    const { context } = this;
    const around: ServiceCallersDeps['around'] = {
      call: [passingOn({ context, names, isTraced: () => isTraced })],
      attempt: [],
    };
    this.service = new ScriptedService(settings, { context, around });
  }

  async headers(inbound: InboundHeaders, own: Readonly<Record<string, string>> = {}, changes = {}) {
    const headerOf = (name: string): string | undefined => own[name.toLowerCase()];
    await this.context.run(inbound, () => this.service.call({ headerOf, ...changes }));
    return this.service.attempts.at(-1)?.headers;
  }
}

describe('what a call carries on', () => {
  it('is the trace context of the request within which it is made, with each attempt', async () => {
    const outgoing = new Outgoing();
    outgoing.service.script = { b: [503] };
    const inbound = { traceparent: PARENT, tracestate: 'a=1', baggage: 'b=2', authorization: 'Basic eDp5' };
    const headers = { traceparent: PARENT, tracestate: 'a=1', baggage: 'b=2' };
    expect(await outgoing.headers(inbound)).toEqual(headers);
    expect(outgoing.service.attempts.map((attempt) => attempt.headers)).toEqual([headers, headers]);
  });

  it('is never mixed into a trace that the caller has begun', async () => {
    const inbound = { traceparent: PARENT, tracestate: 'a=1', baggage: 'b=2' };
    expect(await new Outgoing().headers(inbound, { traceparent: OTHER })).toEqual({ baggage: 'b=2' });
    expect(await new Outgoing().headers(inbound, { baggage: 'own=1' })).toEqual({
      traceparent: PARENT,
      tracestate: 'a=1',
    });
  });

  it('is left to OpenTelemetry where that is set up, but the named headers', async () => {
    const outgoing = new Outgoing({}, ['X-User'], true);
    expect(await outgoing.headers({ traceparent: PARENT, 'x-user': 'ann' })).toEqual({ 'X-User': 'ann' });
  });

  it('are the headers that the settings name, several of one name as a list', async () => {
    const outgoing = new Outgoing({}, ['X-SC-LB-Hint', 'x-tenant', 'x-absent']);
    const inbound = { 'x-sc-lb-hint': 'blue', 'x-tenant': ['a', 'b'], 'x-other': '1' };
    expect(await outgoing.headers(inbound)).toEqual({ 'X-SC-LB-Hint': 'blue', 'x-tenant': 'a, b' });
    expect(await outgoing.headers(inbound, { 'x-sc-lb-hint': 'own' })).toEqual({ 'x-tenant': 'a, b' });
  });

  it('is nothing where what is called takes no headers', async () => {
    expect(await new Outgoing().headers({ traceparent: PARENT }, {}, { headerOf: undefined })).toEqual({});
  });

  it('is nothing outside of a request', async () => {
    const { service } = new Outgoing();
    await service.call({ headerOf: () => undefined });
    expect(service.attempts[0]?.headers).toEqual({});
  });
});

describe('a session', () => {
  const sticky = { loadBalancer: { rule: 'RoundRobinRule', narrow: ['sticky' as const] } };

  it('keeps the calls of a request on the instance that its cookie names', async () => {
    const outgoing = new Outgoing(sticky);
    for (const id of ['c', 'a', 'c']) await outgoing.headers({ cookie: `x=y; sc-lb-instance-id=${id}` });
    expect(outgoing.service.tried).toEqual(['c', 'a', 'c']);
  });

  it('is that of each request, when several are under way', async () => {
    const outgoing = new Outgoing(sticky);
    const ids = Array.from({ length: 30 }, (_, index) => 'abc'.charAt(index % 3));
    await Promise.all(
      ids.map((id) =>
        outgoing.context.run({ cookie: `sc-lb-instance-id=${id}` }, async () => {
          await new Promise((resolve) => setImmediate(resolve));
          const result = await outgoing.service.call();
          expect(result.type === 'answered' && result.response).toBe(`200 from ${id}`);
        }),
      ),
    );
    expect(outgoing.service.attempts).toHaveLength(30);
  });

  it('is used to choose an instance without calling', () => {
    const { context, service } = new Outgoing(sticky);
    const chosen = context.run({ cookie: 'sc-lb-instance-id=c' }, () => service.callers.choose('orders'));
    expect(chosen).toMatchObject({ instanceId: 'c' });
  });

  it('is told to the instance in a cookie after those there are, where that is wanted', async () => {
    const outgoing = new Outgoing({ wishes: { addInstanceCookie: true, stickyCookie: 'at' } });
    outgoing.service.script = { b: [503] };
    expect(await outgoing.headers({}, { cookie: 'a=1; b=2' })).toEqual({ cookie: 'a=1; b=2; at=c' });
    expect(outgoing.service.attempts[0]?.headers).toEqual({ cookie: 'a=1; b=2; at=b' });
    expect(await outgoing.headers({})).toEqual({ cookie: 'at=a' });
  });

  it('has no cookie for an id that would break it', async () => {
    const outgoing = new Outgoing({ wishes: { addInstanceCookie: true } });
    outgoing.service.instances = ['a;path=/', 'b\r\nx: y'];
    expect(await outgoing.headers({})).toEqual({});
    expect(await outgoing.headers({})).toEqual({});
  });
});

describe('a service', () => {
  it.each([
    [{}, {}],
    [{ xForwarded: true }, { 'x-forwarded-host': 'orders', 'x-forwarded-proto': 'https' }],
    [{ forwarded: true }, { forwarded: 'host=orders;proto=https' }],
    [
      { xForwarded: true, forwarded: true },
      { 'x-forwarded-host': 'orders', 'x-forwarded-proto': 'https', forwarded: 'host=orders;proto=https' },
    ],
  ])('with %j is told %j of how it was called', async (settings, headers) => {
    expect(await new Outgoing(settings).headers({}, {}, { scheme: 'https' })).toEqual(headers);
  });

  it('is told what the caller says instead', async () => {
    const headers = await new Outgoing({ xForwarded: true }).headers({}, { 'x-forwarded-host': 'shop.example' });
    expect(headers).toEqual({ 'x-forwarded-proto': 'http' });
  });

  it('hears the same with a retry', async () => {
    const outgoing = new Outgoing({ xForwarded: true });
    outgoing.service.script = { b: [reset()] };
    await outgoing.headers({});
    expect(outgoing.service.attempts.map(({ headers }) => headers['x-forwarded-host'])).toEqual(['orders', 'orders']);
  });
});
