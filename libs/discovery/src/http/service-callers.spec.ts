import { describe, expect, it } from '@jest/globals';
import { later, refused, reset, ScriptedService } from '../../spec-support/scripted-service.js';
import { CallTimeoutError } from './call-error.js';

/** What a call gives, in a word. */
async function outcomeOf(call: ReturnType<ScriptedService['call']>): Promise<unknown> {
  const result = await call;
  if (result.type === 'answered') return result.response;
  return result.type === 'fallback' ? result.answer : result.failure;
}

/** Lets everything that follows from what happened settle. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('retries', () => {
  it('try another instance first', async () => {
    const service = new ScriptedService();
    service.script = { b: [503], c: [200] };
    expect(await outcomeOf(service.call())).toBe('200 from c');
    expect(service.tried).toEqual(['b', 'c']);
    expect(service.discarded).toEqual(['b']);
  });

  it('come back to the only instance there is', async () => {
    const service = new ScriptedService();
    service.instances = ['a'];
    service.script = { a: [reset(), 200] };
    expect(await outcomeOf(service.call())).toBe('200 from a');
  });

  it('stay on an instance as often as they are told', async () => {
    const service = new ScriptedService({ retry: { maxSame: 2, maxNext: 1 } });
    service.script = { b: [503], c: [503] };
    expect(await outcomeOf(service.call())).toBe('503 from c');
    expect(service.tried).toEqual(['b', 'b', 'b', 'c', 'c', 'c']);
  });

  it('give the caller the last failure as it was', async () => {
    const service = new ScriptedService();
    const last = reset();
    service.script = { b: [503], c: [last] };
    const result = await service.call();
    expect(result.type === 'failed' && result.error).toBe(last);
  });

  it.each([
    ['POST', {}, reset(), ['b']],
    ['POST', {}, refused(), ['b', 'c']],
    ['POST', {}, 503, ['b']],
    ['POST', { marked: true }, reset(), ['b', 'c']],
    ['PATCH', {}, reset(), ['b']],
    ['PUT', {}, reset(), ['b', 'c']],
    ['DELETE', {}, 503, ['b', 'c']],
    ['GET', {}, 500, ['b']],
    ['GET', { replayable: false }, refused(), ['b']],
    ['PUT', { replayable: false, marked: true }, reset(), ['b']],
  ])('of %s with %j after %s try %j', async (method, changes, reaction, tried) => {
    const service = new ScriptedService();
    service.script = { b: [reaction] };
    await service.call({ method, ...changes });
    expect(service.tried).toEqual(tried);
  });

  it('stop when their budget is used up', async () => {
    const service = new ScriptedService({ retry: { budget: { share: 0, minPerSecond: 0.3, burst: 3 } } });
    service.script = { a: [503], b: [503], c: [503] };
    for (let call = 0; call < 10; call++) await service.call();
    expect(service.attempts).toHaveLength(13);
  });

  it('wait longer each time, and end early with the caller', async () => {
    const service = new ScriptedService({ retry: { maxNext: 5, backoff: { minMs: 100, maxMs: 1000 } } });
    service.script = { a: [503], b: [503], c: [503] };
    const caller = new AbortController();
    const call = outcomeOf(service.call({ signal: caller.signal }));
    for (let step = 0; step < 50; step++) {
      await settled();
      service.clock.advance(10);
    }
    expect(service.attempts.map(({ at }) => at)).toEqual([0, 100, 300]);
    caller.abort();
    expect(await call).toEqual({ type: 'aborted' });
    await settled();
    service.clock.advance(5000);
    await settled();
    expect(service.attempts).toHaveLength(3);
    expect(service.clock.pendingTimers).toBe(0);
  });

  it('wait as long as 429 asks for', async () => {
    const service = new ScriptedService({ retry: { statusCodes: [429] } });
    service.script = { b: [Promise.resolve(service.answer('b', 429, '2'))] };
    const call = outcomeOf(service.call());
    await settled();
    service.clock.advance(1999);
    await settled();
    expect(service.tried).toEqual(['b']);
    service.clock.advance(1);
    expect(await call).toBe('200 from c');
  });
});

describe('time limits', () => {
  it('end an attempt, and try another instance', async () => {
    const service = new ScriptedService({ tryTimeoutMs: 100 });
    const slow = later();
    service.script = { b: [slow.answer] };
    const call = outcomeOf(service.call());
    await settled();
    service.clock.advance(100);
    expect(await call).toBe('200 from c');
    expect(service.attempts[0]?.signal.aborted).toBe(true);
    slow.give(service.answer('b'));
    await settled();
    expect(service.discarded).toEqual(['b']);
  });

  it('do not send a POST again that took too long', async () => {
    const service = new ScriptedService({ tryTimeoutMs: 100 });
    service.script = { b: [later().answer] };
    const call = service.call({ method: 'POST' });
    await settled();
    service.clock.advance(100);
    const result = await call;
    expect(result.type === 'failed' && result.error).toBeInstanceOf(CallTimeoutError);
    expect(service.tried).toEqual(['b']);
  });

  it('end the whole call, whatever a retry would like', async () => {
    const service = new ScriptedService({ timeoutMs: 150, tryTimeoutMs: 100, retry: { maxNext: 5 } });
    const never = later().answer;
    service.script = { a: [never], b: [never], c: [never] };
    const call = outcomeOf(service.call());
    await settled();
    service.clock.advance(100);
    await settled();
    service.clock.advance(50);
    expect(await call).toEqual({ type: 'timed-out', afterMs: 150 });
    await settled();
    expect(service.tried).toEqual(['b', 'c']);
    expect(service.attempts.every(({ signal }) => signal.aborted)).toBe(true);
    expect(service.clock.pendingTimers).toBe(0);
  });

  it("count against the instance when they are the caller's own, and not when the caller just goes", async () => {
    const ejection = { consecutiveFailures: 1, maxShare: 1 };
    const service = new ScriptedService({ loadBalancer: { rule: 'round-robin', ejection } });
    service.instances = ['a'];
    service.script = { a: [later().answer] };
    const call = async (reason: Error): Promise<unknown> => {
      const caller = new AbortController();
      const outcome = service.call({ signal: caller.signal });
      await settled();
      caller.abort(reason);
      const result = await outcome;
      return result.type === 'failed' && result.error;
    };
    const gone = new DOMException('gone', 'AbortError');
    expect(await call(gone)).toBe(gone);
    expect(service.callers.choose('orders')).toMatchObject({ instanceId: 'a' });
    const late = new DOMException('late', 'TimeoutError');
    expect(await call(late)).toBe(late);
    expect(service.callers.choose('orders')).toBe('all-ejected');
    expect(service.tried).toEqual(['a', 'a']);
  });

  it('leave no timer and no listener behind after an answer', async () => {
    const service = new ScriptedService({ tryTimeoutMs: 100 });
    const caller = new AbortController();
    await service.call({ signal: caller.signal });
    caller.abort();
    expect(service.attempts[0]?.signal.aborted).toBe(false);
    expect(service.clock.pendingTimers).toBe(0);
  });
});

describe('calls without an instance', () => {
  it.each([
    ['none-registered', (service: ScriptedService): void => void (service.instances = [])],
    ['all-down', (service: ScriptedService): void => void (service.status = 'DOWN')],
  ] as const)('say %s', async (reason, arrange) => {
    const service = new ScriptedService();
    arrange(service);
    expect(await outcomeOf(service.call())).toEqual({ type: 'no-instance', reason });
  });

  it('say that no registry was ever reached', async () => {
    const service = new ScriptedService();
    service.instances = [];
    service.isInformed = false;
    expect(await outcomeOf(service.call())).toEqual({ type: 'no-instance', reason: 'registry-never-reached' });
  });

  it('say that all are ejected, as far as so many may be', async () => {
    const ejection = { consecutiveFailures: 1, maxShare: 1, baseMs: 1000 };
    const service = new ScriptedService({ loadBalancer: { rule: 'round-robin', ejection }, retry: { enabled: false } });
    service.script = { a: [500], b: [500], c: [500] };
    for (let call = 0; call < 3; call++) await service.call();
    expect(await outcomeOf(service.call())).toEqual({ type: 'no-instance', reason: 'all-ejected' });
    service.clock.advance(1000);
    expect(await outcomeOf(service.call())).toMatch(/^500 from/);
  });

  it('pick up instances as they come', async () => {
    const service = new ScriptedService();
    service.instances = ['a'];
    expect(await outcomeOf(service.call())).toBe('200 from a');
    service.instances = ['z'];
    service.changed();
    expect(await outcomeOf(service.call())).toBe('200 from z');
  });
});

describe('a fallback', () => {
  it('answers in the place of a service that does not', async () => {
    const service = new ScriptedService({ fallback: ({ call }) => ({ body: `no ${call.service}` }) });
    service.script = { a: [reset()], b: [reset()], c: [reset()] };
    expect(await outcomeOf(service.call())).toEqual({ body: 'no orders' });
  });

  it('is not asked when the service answers, or the caller is gone', async () => {
    const service = new ScriptedService({ fallback: () => ({ body: 'never' }) });
    expect(await outcomeOf(service.call())).toMatch(/^200/);
    expect(await outcomeOf(service.call({ signal: AbortSignal.abort() }))).toEqual({ type: 'aborted' });
  });

  it('may leave it at the error', async () => {
    const service = new ScriptedService({ fallback: () => undefined });
    service.instances = [];
    expect(await outcomeOf(service.call())).toMatchObject({ type: 'no-instance' });
  });
});
