import { afterEach, describe, expect, it } from '@jest/globals';
import { Cluster } from '../../spec-support/cluster.js';
import { FakeRegistry, status } from '../../spec-support/fake-registry.js';
import { depsOf, settingsFor } from '../../spec-support/settings.js';
import { createRegistryCalls } from '../create-registry-calls.js';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

/** A registry that nobody configured. */
async function stranger(answer = status(200)): Promise<FakeRegistry> {
  const registry = await FakeRegistry.start(answer);
  cleanups.push(() => registry.stop());
  return registry;
}

async function clusterOf(...answers: Parameters<typeof Cluster.of>[0]): Promise<Cluster> {
  const cluster = await Cluster.of(answers);
  cleanups.push(() => cluster.close());
  return cluster;
}

const redirectTo = (location: string, code = 302) => status(code, { location });
const beat = (cluster: Cluster) => cluster.calls.heartbeat('A', 'i', { status: 'UP' });

describe('RedirectingCalls (RedirectingEurekaHttpClientTest)', () => {
  it.each([301, 302, 307, 308])(
    'follow a %i with the same request and go straight there from then on',
    async (code) => {
      const target = await stranger();
      const cluster = await clusterOf(redirectTo(`${target.url}v2/apps/A/i`, code));
      expect(await beat(cluster)).toMatchObject({ kind: 'answered', status: 200, server: `${target.url}v2/` });
      await beat(cluster);
      expect(cluster.asked()).toEqual([1]);
      const request = 'PUT /eureka/v2/apps/A/i?status=UP';
      expect(target.asked.map(({ method, url }) => `${method} ${url}`)).toEqual([request, request]);
    },
  );

  it.each([
    ['breaks off', (target: FakeRegistry) => target.stop()],
    ['answers 500', (target: FakeRegistry) => void (target.answer = status(500))],
  ])('come back to the first registry when the other one %s', async (_what, fail) => {
    const target = await stranger();
    const cluster = await clusterOf(redirectTo(`${target.url}apps/`));
    await beat(cluster);
    await fail(target);
    cluster.registry(0).answer = status(200);
    expect(await beat(cluster)).toMatchObject({ kind: 'answered', server: cluster.registry(0).url });
    expect(cluster.asked()).toEqual([2]);
  });

  it('name the registry that they were led to when it fails', async () => {
    const target = await stranger((request) => void request.socket.destroy());
    const cluster = await clusterOf(redirectTo(`${target.url}apps/`));
    expect(await beat(cluster)).toMatchObject({
      kind: 'failed',
      reason: 'unreachable',
      message: `No registry gave an answer: ${target.url} broke the connection off`,
    });
  });

  it.each([
    ['nowhere', status(302), 'redirected without saying where'],
    ['a login page', redirectTo('http://127.0.0.1/login'), 'redirected to what is no registry'],
    ['itself', redirectTo('/eureka/apps/'), 'redirected more than 10 times'],
  ])('fail when they are led to %s', async (_what, answer, message) => {
    const cluster = await clusterOf(answer);
    expect(await beat(cluster)).toMatchObject({
      kind: 'failed',
      reason: 'unreadable',
      message: `No registry gave an answer: ${cluster.registry(0).url} ${message}`,
    });
    expect(cluster.asked()[0]).toBeLessThanOrEqual(11);
  });

  it('take credentials along to configured registries only', async () => {
    const target = await stranger();
    const gate = await stranger(redirectTo(`${target.url}apps/`));
    const withUser = (url: string, user: string) => url.replace('//', `//${user}@`);
    const authorizations = () => target.asked.map(({ headers }) => headers.authorization);
    const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

    const alone = createRegistryCalls(settingsFor([withUser(gate.url, 'a:1')]), depsOf());
    const both = createRegistryCalls(settingsFor([withUser(gate.url, 'a:1'), withUser(target.url, 'b:2')]), depsOf());
    const tokens = createRegistryCalls(settingsFor([gate.url], { bearerToken: 't' }), depsOf());
    cleanups.push(
      () => alone.close(),
      () => both.close(),
      () => tokens.close(),
    );
    await alone.delta();
    await both.delta();
    await tokens.delta();
    expect(gate.asked[0]?.headers.authorization).toBe(basic('a:1'));
    expect(gate.asked[2]?.headers.authorization).toBe('Bearer t');
    expect(authorizations()).toEqual([undefined, basic('b:2'), undefined]);
  });
});
