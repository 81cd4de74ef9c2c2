import { describe, expect, it } from '@jest/globals';
import { later, reset, ScriptedService } from '../../../spec-support/scripted-service.js';
import type { Interceptor } from '../dispatch.js';

async function outcomeOf(call: ReturnType<ScriptedService['call']>): Promise<unknown> {
  const result = await call;
  if (result.type === 'answered') return result.response;
  return result.type === 'fallback' ? result.answer : result.failure;
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const NO_RETRY = { retry: { enabled: false } };

describe('hedging', () => {
  const hedging = { afterMs: 50 };

  it('asks a second instance when the first takes its time, and takes the first good answer', async () => {
    const service = new ScriptedService({ hedging });
    const slow = later();
    service.script = { b: [slow.answer] };
    const call = outcomeOf(service.call());
    await settled();
    expect(service.tried).toEqual(['b']);
    service.clock.advance(50);
    expect(await call).toBe('200 from c');
    expect(service.attempts.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    slow.give(service.answer('b'));
    await settled();
    expect(service.discarded).toEqual(['b']);
    expect(service.clock.pendingTimers).toBe(0);
  });

  it('asks nobody else when the first is quick', async () => {
    const service = new ScriptedService({ hedging });
    expect(await outcomeOf(service.call())).toBe('200 from b');
    service.clock.advance(1000);
    await settled();
    expect(service.tried).toEqual(['b']);
  });

  it('waits for the first when the second fails', async () => {
    const service = new ScriptedService({ hedging, ...NO_RETRY });
    const slow = later();
    service.script = { b: [slow.answer], c: [reset()] };
    const call = outcomeOf(service.call());
    await settled();
    service.clock.advance(50);
    await settled();
    slow.give(service.answer('b'));
    expect(await call).toBe('200 from b');
  });

  it.each([
    ['a POST', { method: 'POST' }],
    ['a stream', { method: 'PUT', replayable: false }],
  ])('never sends %s twice', async (_name, changes) => {
    const service = new ScriptedService({ hedging });
    const slow = later();
    service.script = { b: [slow.answer] };
    const call = outcomeOf(service.call(changes));
    await settled();
    service.clock.advance(1000);
    await settled();
    slow.give(service.answer('b'));
    expect(await call).toBe('200 from b');
    expect(service.tried).toEqual(['b']);
  });
});

describe('a bulkhead', () => {
  it('turns away what is too much, and lets the queue follow', async () => {
    const service = new ScriptedService({ bulkhead: { concurrent: 1, queue: 1 } });
    const slow = later();
    service.script = { b: [slow.answer] };
    const first = outcomeOf(service.call());
    const second = outcomeOf(service.call());
    expect(await outcomeOf(service.call())).toEqual({ type: 'refused', by: 'bulkhead' });
    slow.give(service.answer('b'));
    expect(await first).toBe('200 from b');
    expect(await second).toBe('200 from c');
  });
});

describe('breakers', () => {
  it('of a service turn calls away after failures in a row', async () => {
    const service = new ScriptedService({
      ...NO_RETRY,
      breaker: { service: { consecutiveFailures: 3, openMs: 60_000 } },
    });
    service.script = { a: [500], b: [500], c: [500] };
    for (let call = 0; call < 3; call++) expect(await outcomeOf(service.call())).toMatch(/^500/);
    const result = await service.call();
    expect(result).toMatchObject({ type: 'failed', failure: { type: 'refused', by: 'service-breaker' } });
    expect(result.type === 'failed' && result.error).toMatchObject({ code: 'EUREKA_CALL_REFUSED', service: 'orders' });
    expect(service.attempts).toHaveLength(3);
  });

  it('of a service stay closed while a caller goes away or asks for nonsense', async () => {
    const service = new ScriptedService({ ...NO_RETRY, breaker: { service: { consecutiveFailures: 1 } } });
    service.script = { a: [404], b: [404], c: [404] };
    await service.call({ signal: AbortSignal.abort() });
    for (let call = 0; call < 3; call++) expect(await outcomeOf(service.call())).toMatch(/^404/);
  });

  it('of instances keep calls from the one that fails', async () => {
    const breaker = { instance: { consecutiveFailures: 1, openMs: 60_000 } };
    const service = new ScriptedService({ ...NO_RETRY, breaker });
    service.script = { b: [500] };
    for (let call = 0; call < 9; call++) await service.call();
    expect(service.tried.filter((name) => name === 'b')).toHaveLength(1);
    expect(service.attempts).toHaveLength(9);
  });
});

describe("the application's own stages", () => {
  it('stand around the call and around each attempt, and may add headers', async () => {
    const seen: string[] = [];
    const around =
      (name: string): Interceptor =>
      (next) =>
      async (exchange) => {
        seen.push(`${name} ${exchange.call.service}`);
        const outcome = await next({ ...exchange, headers: { ...exchange.headers, [name]: 'yes' } });
        seen.push(`${name} ${outcome.type}`);
        return outcome;
      };
    const service = new ScriptedService({ interceptors: { call: [around('call')], attempt: [around('attempt')] } });
    service.script = { b: [503] };
    await service.call();
    expect(seen).toEqual([
      'call orders',
      'attempt orders',
      'attempt answered',
      'attempt orders',
      'attempt answered',
      'call answered',
    ]);
    expect(service.attempts.at(-1)?.headers).toEqual({ call: 'yes', attempt: 'yes' });
  });
});
