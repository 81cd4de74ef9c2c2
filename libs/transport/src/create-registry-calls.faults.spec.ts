import { afterEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { Cluster } from '../spec-support/cluster.js';
import { FakeRegistry, json, silence, status } from '../spec-support/fake-registry.js';
import type { Answer } from '../spec-support/fake-registry.js';
import { depsOf, settingsFor } from '../spec-support/settings.js';
import { until } from '../spec-support/until.js';
import { createRegistryCalls } from './create-registry-calls.js';
import type { RegistryCalls } from './registry-calls.js';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

function callsOf(...args: Parameters<typeof createRegistryCalls>): RegistryCalls {
  const calls = createRegistryCalls(...args);
  cleanups.unshift(() => calls.close());
  return calls;
}

describe('credentials of service URLs', () => {
  it.each<[string, Answer | undefined]>([
    ['refuses connections', undefined],
    ['hangs up', (request) => void request.socket.destroy()],
    ['hangs', silence],
    ['answers 401', status(401, { 'www-authenticate': 'Basic' })],
    ['answers garbage', json('{"garbage":')],
    ['redirects to nowhere', status(302, { location: 'http://user:hush-hush@nowhere/' })],
  ])('are in no outcome when the registry %s', async (_what, answer) => {
    const registry = await FakeRegistry.start(answer ?? silence);
    cleanups.push(() => registry.stop());
    if (answer === undefined) await registry.stop();
    const url = registry.url.replace('//', '//user:hush-hush@');
    const deps = depsOf();
    const calls = callsOf(settingsFor([url, 'user:hush-hush@nonsense'], { readTimeoutMs: 50 }), deps);
    const outcome = await calls.applications();
    expect(outcome).toMatchObject({ kind: 'failed', message: expect.stringContaining(registry.url) });
    const told = JSON.stringify([outcome, deps.warnings]);
    expect(deps.warnings).toEqual(['Not a service URL, left out: ***@nonsense']);
    expect(told).not.toMatch(/hush|dXNlcjpodXNo/);
  });

  it('are in no outcome of a success either', async () => {
    const registry = await FakeRegistry.start(status(204));
    cleanups.push(() => registry.stop());
    const calls = callsOf(settingsFor([registry.url.replace('//', '//user:hush-hush@')]), depsOf());
    expect(await calls.cancel('A', 'i')).toMatchObject({ kind: 'answered', server: registry.url });
    expect(registry.asked[0]?.headers.authorization).toMatch(/^Basic /);
  });
});

describe('close', () => {
  it('gives up calls under way, and leaves neither connection nor timer', async () => {
    const clock = new ManualClock();
    const cluster = await Cluster.of([silence], {}, { clock });
    cleanups.push(() => cluster.close());
    const registry = cluster.registry(0);
    const { calls } = cluster;
    const underWay = [calls.applications(), calls.heartbeat('A', 'i', {}), calls.cancel('A', 'i')];
    await until('all are asked', () => registry.asked.length === 3);
    expect(clock.pendingTimers).toBeGreaterThan(0);
    calls.close();
    calls.close();
    for (const outcome of await Promise.all(underWay)) expect(outcome).toMatchObject({ reason: 'aborted' });
    expect(clock.pendingTimers).toBe(0);
    await until('no connection is left', () => registry.sockets.size === 0);
    expect(await calls.applications()).toMatchObject({ kind: 'failed', reason: 'aborted' });
    expect(registry.asked).toHaveLength(3);
  });

  it('closes connections that wait to be used again', async () => {
    const cluster = await Cluster.of([status(200)]);
    cleanups.push(() => cluster.close());
    await cluster.calls.heartbeat('A', 'i', {});
    expect(cluster.registry(0).sockets.size).toBe(1);
    cluster.calls.close();
    await until('no connection is left', () => cluster.registry(0).sockets.size === 0);
  });

  it('does not wait for names that are being looked up', async () => {
    const clock = new ManualClock();
    const dns = { domain: 'example.org', port: 8761, context: 'eureka' };
    const resolveTxt = () => new Promise<never>(() => {});
    const calls = callsOf(settingsFor([], { dns }), depsOf({ clock, resolveTxt }));
    const call = calls.delta();
    calls.close();
    expect(await call).toMatchObject({ kind: 'failed', reason: 'aborted' });
    expect(clock.pendingTimers).toBe(0);
  });
});

describe('registries by DNS', () => {
  it('are found, and missed with a warning, not a crash', async () => {
    const registry = await FakeRegistry.start(status(200));
    cleanups.push(() => registry.stop());
    const dns = { domain: 'example.org', port: registry.port, context: 'eureka' };
    let isUp = false;
    const resolveTxt = async (name: string) => {
      if (!isUp) throw new Error('queryTxt ESERVFAIL');
      return [[name.startsWith('txt.us-east-1.') ? 'zone.example.org' : '127.0.0.1']];
    };
    const deps = depsOf({ resolveTxt });
    const calls = callsOf(settingsFor([], { dns }), deps);
    expect(await calls.heartbeat('A', 'i', {})).toMatchObject({ kind: 'failed', reason: 'no-server' });
    expect(deps.warnings).toEqual(['The list of registries cannot be made: queryTxt ESERVFAIL']);
    isUp = true;
    expect(await calls.heartbeat('A', 'i', {})).toMatchObject({ kind: 'answered', server: registry.url });
  });

  it('that cannot be looked up in time make the call time out', async () => {
    const dns = { domain: 'example.org', port: 1, context: '' };
    const resolveTxt = () => new Promise<never>(() => {});
    const calls = callsOf(settingsFor([], { dns, connectTimeoutMs: 30 }), depsOf({ resolveTxt }));
    expect(await calls.delta()).toEqual({
      kind: 'failed',
      reason: 'timeout',
      status: undefined,
      message: 'The list of registries is not known yet',
    });
  });

  it('with a name that does not exist are told as such', async () => {
    // a resolver that cannot reach its servers takes half a minute
    const settings = settingsFor(['http://registry.invalid:8761/eureka/'], { connectTimeoutMs: 60_000 });
    const calls = callsOf(settings, depsOf());
    expect(await calls.delta()).toMatchObject({
      kind: 'failed',
      reason: 'unreachable',
      message: expect.stringMatching(/^No registry gave an answer: http:\/\/registry\.invalid:8761\/eureka\/ .*DNS/),
    });
  }, 90_000);
});
