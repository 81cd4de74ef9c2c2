import { afterEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { Cluster } from '../../spec-support/cluster.js';
import { json, silence, status } from '../../spec-support/fake-registry.js';
import type { Answer } from '../../spec-support/fake-registry.js';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { until } from '../../spec-support/until.js';
import type { RegistryCalls } from '../registry-calls.js';

let cluster: Cluster;
afterEach(() => cluster.close());

const beat = () => cluster.calls.heartbeat('ORDERS', 'i1', {});
const refuse: Answer = (request) => void request.socket.destroy();

/** An answer that is given when the test says so. */
function withheld() {
  const give: (() => void)[] = [];
  const answer: Answer = (_request, response) => void give.push(() => response.writeHead(200).end());
  return { give, answer };
}

describe('Session (RetryableEurekaHttpClientTest)', () => {
  it('stays with the first registry as long as it answers', async () => {
    cluster = await Cluster.of([status(200), status(200), status(200)]);
    for (let call = 0; call < 3; call++) expect(await beat()).toMatchObject({ kind: 'answered', status: 200 });
    expect(cluster.asked()).toEqual([3, 0, 0]);
    expect(cluster.registry(0).connections).toBe(1);
  });

  it.each([
    ['breaks off', refuse],
    ['answers 500', status(500)],
    ['answers 401', status(401)],
    ['answers 400', status(400)],
  ])('goes to the second when the first %s, and stays there', async (_what, answer) => {
    cluster = await Cluster.of([answer, status(200), status(200)]);
    expect(await beat()).toMatchObject({ kind: 'answered', server: cluster.registry(1).url });
    await beat();
    expect(cluster.asked()).toEqual([1, 2, 0]);
  });

  it('makes three attempts in total and then tells what each registry did', async () => {
    cluster = await Cluster.of([status(503), refuse, status(401), status(200)]);
    const [first, second, third] = cluster.registries.map(({ url }) => url);
    expect(await beat()).toEqual({
      kind: 'failed',
      reason: 'unauthorized',
      status: 401,
      message: `No registry gave an answer: ${first} answered 503; ${second} broke the connection off; ${third} answered 401`,
    });
    expect(cluster.asked()).toEqual([1, 1, 1, 0]);
  });

  it('ends when all were asked, even with attempts left', async () => {
    cluster = await Cluster.of([status(500), status(503)]);
    expect(await beat()).toMatchObject({ kind: 'failed', reason: 'refused', status: 503 });
    expect(cluster.asked()).toEqual([1, 1]);
  });

  it('asks a registry that failed after a success once more in the same call', async () => {
    cluster = await Cluster.of([status(200)]);
    await beat();
    cluster.registry(0).answer = status(500);
    await beat();
    await beat();
    expect(cluster.asked()).toEqual([1 + 2 + 1]);
  });

  it('names a registry that was asked twice in a call once', async () => {
    cluster = await Cluster.of([status(200)]);
    await beat();
    cluster.registry(0).answer = status(500);
    const message = `No registry gave an answer: ${cluster.registry(0).url} answered 500 (2 attempts)`;
    expect(await beat()).toMatchObject({ kind: 'failed', message });
  });

  it('lets all out of quarantine when too many failed, and succeeds again', async () => {
    cluster = await Cluster.of([status(500), status(500), status(500)]);
    await beat();
    await beat();
    expect(cluster.asked()).toEqual([2, 2, 2]);
    cluster.registry(1).answer = status(200);
    expect(await beat()).toMatchObject({ kind: 'answered', server: cluster.registry(1).url });
  });

  it('does not ask those in quarantine where enough others are left', async () => {
    cluster = await Cluster.of([status(500), status(200), status(200), status(200)]);
    await beat();
    cluster.registry(1).answer = status(500);
    expect(await beat()).toMatchObject({ kind: 'answered', server: cluster.registry(2).url });
    // The one that was kept is not put in quarantine itself, so it was asked a second time.
    expect(cluster.asked()).toEqual([1, 3, 1, 0]);
  });

  it('keeps the registry of whichever concurrent first call succeeded last', async () => {
    const { give, answer } = withheld();
    cluster = await Cluster.of([answer, status(200)]);
    const slow = beat();
    await until('the first registry is asked', () => give.length === 1);
    cluster.registry(0).answer = refuse;
    expect(await beat()).toMatchObject({ server: cluster.registry(1).url });
    give[0]?.();
    expect(await slow).toMatchObject({ server: cluster.registry(0).url });
    cluster.registry(0).answer = status(200);
    expect(await beat()).toMatchObject({ server: cluster.registry(0).url });
  });

  it.each<[string, (calls: RegistryCalls) => Promise<unknown>, number, boolean]>([
    ['register', (calls) => calls.register(sampleInstance()), 404, true],
    ['register', (calls) => calls.register(sampleInstance()), 403, false],
    ['heartbeat', (calls) => calls.heartbeat('A', 'i', {}), 404, true],
    ['heartbeat', (calls) => calls.heartbeat('A', 'i', {}), 403, false],
    ['cancel', (calls) => calls.cancel('A', 'i'), 500, true],
    ['applications', (calls) => calls.applications(), 404, false],
    ['delta', (calls) => calls.delta(), 404, true],
    ['delta', (calls) => calls.delta(), 403, true],
    ['delta', (calls) => calls.delta(), 500, false],
    ['application', (calls) => calls.application('A'), 404, true],
    ['instance', (calls) => calls.instance('A', 'i'), 404, true],
    ['vip', (calls) => calls.vip('v'), 404, false],
  ])('of %s takes %3$i for an answer: %4$s', async (_name, call, code, isAnswered) => {
    cluster = await Cluster.of([status(code), status(503)]);
    const outcome = await call(cluster.calls);
    expect(outcome).toMatchObject({ kind: isAnswered ? 'answered' : 'failed', status: isAnswered ? code : 503 });
  });

  it('says that no registry is known', async () => {
    cluster = await Cluster.of([]);
    expect(await beat()).toEqual({
      kind: 'failed',
      reason: 'no-server',
      status: undefined,
      message: 'No registry is known',
    });
  });
});

describe('Session, with registries that hang', () => {
  it('gives each its share of the call', async () => {
    const clock = new ManualClock();
    cluster = await Cluster.of([silence, status(200)], {}, { clock });
    const call = cluster.calls.heartbeat('A', 'i', {}, { timeoutMs: 400 });
    await until('the first registry is asked', () => cluster.registry(0).asked.length === 1);
    const whileAsking = clock.pendingTimers;
    clock.advance(199);
    expect(clock.pendingTimers).toBe(whileAsking);
    clock.advance(1);
    // who is given up is not timed any more
    expect(clock.pendingTimers).toBeLessThan(whileAsking);
    expect(await call).toMatchObject({ kind: 'answered', server: cluster.registry(1).url });
  });

  it('gives all of the time to the only one, even if it is slow', async () => {
    const clock = new ManualClock();
    const { give, answer } = withheld();
    cluster = await Cluster.of([status(200)], {}, { clock });
    await beat();
    cluster.registry(0).answer = answer;
    const slow = cluster.calls.heartbeat('A', 'i', {}, { timeoutMs: 1000 });
    await until('the registry is asked', () => give.length === 1);
    clock.advance(999);
    give[0]?.();
    expect(await slow).toMatchObject({ kind: 'answered' });
    cluster.registry(0).answer = silence;
    const unanswered = cluster.calls.heartbeat('A', 'i', {}, { timeoutMs: 60 });
    await until('the registry is asked again', () => cluster.registry(0).asked.length === 3);
    clock.advance(60);
    expect(await unanswered).toMatchObject({ reason: 'timeout' });
    expect(cluster.asked()).toEqual([3]);
    expect(await cluster.calls.heartbeat('A', 'i', {}, { timeoutMs: 0 })).toMatchObject({ reason: 'timeout' });
    expect(cluster.asked()).toEqual([0]);
  });

  it('ends in time and has one connection open at a time for each purpose', async () => {
    cluster = await Cluster.of([silence], { readTimeoutMs: 40 });
    for (let round = 0; round < 3; round++) {
      const outcomes = await Promise.all([beat(), cluster.calls.applications()]);
      for (const outcome of outcomes) expect(outcome).toMatchObject({ kind: 'failed', reason: 'timeout' });
      await until('no connection is left', () => cluster.registry(0).sockets.size === 0);
    }
    expect(cluster.registry(0).mostSockets).toBe(2);
    expect(cluster.registry(0).connections).toBe(6);
  });

  it('gives up at once when the caller does, and does not hold it against the registry', async () => {
    cluster = await Cluster.of([silence, status(200), status(200), status(200)]);
    const giveUp = new AbortController();
    const call = cluster.calls.heartbeat('A', 'i', {}, { signal: giveUp.signal });
    await until('the registry is asked', () => cluster.registry(0).asked.length === 1);
    giveUp.abort();
    expect(await call).toEqual({
      kind: 'failed',
      reason: 'aborted',
      status: undefined,
      message: 'The call was given up',
    });
    cluster.registry(0).answer = status(200);
    expect(await beat()).toMatchObject({ server: cluster.registry(0).url });
    expect(cluster.asked()).toEqual([2, 0, 0, 0]);
  });

  it('goes on to the next for a document that cannot be read', async () => {
    cluster = await Cluster.of([json('<html>'), json('{"applications":{}}')]);
    expect(await cluster.calls.applications()).toMatchObject({ kind: 'answered', server: cluster.registry(1).url });
  });
});
