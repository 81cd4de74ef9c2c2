import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { ScriptedCalls } from '../../spec-support/scripted-calls.js';
import type { EurekaRequestMiddleware, EurekaRequestOptions } from './eureka-config.js';
import { MiddlewareCalls } from './middleware-calls.js';

/** Calls behind a middleware, and what was opened and closed for them. */
function setUp(middleware: EurekaRequestMiddleware) {
  const clock = new ManualClock();
  const opened: string[] = [];
  const closed: string[] = [];
  const ignored: string[] = [];
  const calls = new MiddlewareCalls(middleware, {
    clock,
    timeoutMs: 1_000,
    onIgnored: (part) => ignored.push(part),
    open: (wanted, token) => {
      const name = wanted.kind === 'basic' ? wanted.user : `${wanted.kind}${wanted.kind === 'bearer' ? token() : ''}`;
      opened.push(name);
      const scripted = new ScriptedCalls(clock);
      scripted.close = () => void closed.push(name);
      return scripted;
    },
  });
  return { clock, calls, opened, closed, ignored };
}

const instance = sampleInstance();

describe('calls behind a middleware', () => {
  it('show it each request', async () => {
    const shown: EurekaRequestOptions[] = [];
    const { calls } = setUp((options, done) => {
      shown.push(options);
      done(options);
    });
    await calls.register(instance);
    await calls.cancel('APP', 'i-1');

    expect(shown).toEqual([
      { method: 'POST', uri: instance.app, gzip: true, headers: {} },
      { method: 'DELETE', uri: 'APP/i-1', gzip: true, headers: {} },
    ]);
  });

  it('keep their connections while the credentials stay, and drop them when they change', async () => {
    let user = 'a';
    const { calls, opened, closed } = setUp((options, done) => done({ ...options, auth: { user } }));
    await calls.register(instance);
    await calls.register(instance);
    expect({ opened, closed }).toEqual({ opened: ['a'], closed: [] });

    user = 'b';
    await calls.register(instance);
    expect({ opened, closed }).toEqual({ opened: ['a', 'b'], closed: ['a'] });
    calls.close();
    expect(closed).toEqual(['a', 'b']);
  });

  it('keep them as well while bearer tokens change', async () => {
    let bearer = 1;
    const { calls, opened } = setUp((options, done) => done({ ...options, auth: { bearer: String(bearer++) } }));
    await calls.register(instance);
    await calls.register(instance);

    expect(opened).toEqual(['bearer1']);
  });

  it('fail without a request when the middleware fails, and say no credentials', async () => {
    const { calls, opened } = setUp(() => {
      throw new Error('no token from http://me:geheim@auth/');
    });
    const outcome = await calls.register(instance);

    expect(outcome).toMatchObject({ kind: 'failed', reason: 'unauthorized' });
    expect(JSON.stringify(outcome)).not.toContain('geheim');
    expect(opened).toEqual([]);
  });

  it('wait for a middleware only so long', async () => {
    const { calls, clock } = setUp(() => undefined);
    const outcome = calls.register(instance);
    clock.advance(1_000);

    await expect(outcome).resolves.toMatchObject({ kind: 'failed', message: expect.stringContaining('in time') });
  });

  it('say once what a middleware changes in vain', async () => {
    const { calls, ignored } = setUp((options, done) => done({ ...options, headers: { 'x-a': '1' } }));
    await calls.register(instance);
    await calls.register(instance);

    expect(ignored).toEqual(['headers.x-a']);
  });
});
