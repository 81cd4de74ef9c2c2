import { afterEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import { Cluster } from '../../spec-support/cluster.js';
import { json, silence, status } from '../../spec-support/fake-registry.js';
import type { Answer } from '../../spec-support/fake-registry.js';
import { sampleInstance } from '../../spec-support/sample-instance.js';
import { until } from '../../spec-support/until.js';
import type { TransportDeps, TransportSettings } from '../transport-settings.js';
import type { OpenedStream, WatchCalls, WatchOutcome } from '../watch-calls.js';

const REGISTRY = '{"applications":{"versions__delta":"1","apps__hashcode":"","application":[]}}';

const streaming =
  (...pieces: readonly string[]): Answer =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream;charset=UTF-8', 'x-eureka-stream': 's-1' });
    for (const piece of pieces) response.write(piece);
  };

/** Lists as ever, and the stream as it is told. */
const registry =
  (stream: Answer): Answer =>
  (request, response) =>
    request.url?.includes('/x/watch') ? stream(request, response) : json(REGISTRY)(request, response);

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function clusterOf(
  answers: readonly Answer[],
  changes: Partial<TransportSettings> = {},
  deps: Partial<TransportDeps> = {},
): Promise<{ cluster: Cluster; watching: WatchCalls }> {
  const cluster = await Cluster.of(answers, changes, deps);
  cleanups.push(() => cluster.close());
  const { watching } = cluster.calls;
  if (watching === undefined) throw new Error('there are no calls about the stream');
  return { cluster, watching };
}

/** Opens a stream and takes what comes. */
function open(watching: WatchCalls, changes: Partial<Parameters<WatchCalls['open']>[0]> = {}) {
  const abort = new AbortController();
  const taken: string[] = [];
  const begun: OpenedStream[] = [];
  const outcome = watching.open(
    {
      vips: [],
      since: undefined,
      silenceMs: 60_000,
      onBegin: (stream) => void begun.push(stream),
      take: async (piece) => void taken.push(piece.toString()),
      ...changes,
    },
    abort.signal,
  );
  return { abort, taken, begun, outcome };
}

describe('the change stream', () => {
  it('is asked for at the registry that answered the last read', async () => {
    const { cluster, watching } = await clusterOf([status(500), registry(streaming('one'))]);
    expect([watching.server, (await open(watching).outcome).kind]).toEqual([undefined, 'failed']);
    await cluster.calls.applications();
    const { url } = cluster.registry(1);
    expect(watching.server).toBe(url);
    const { abort, taken, begun, outcome } = open(watching, { vips: ['a b', 'c'], since: '7@node' });
    await until('the stream has begun', () => taken.length > 0);
    const asked = cluster.registry(1).asked.at(-1);
    expect(asked?.url).toBe('/eureka/x/watch?snapshot=false&confirm=true&vips=a%20b%2Cc&since=7%40node');
    expect([asked?.headers.accept, begun[0]?.server]).toEqual(['text/event-stream', url]);
    abort.abort();
    expect(await outcome).toMatchObject({ kind: 'failed', reason: 'aborted' });
    await until('its connection is closed', () => cluster.registry(1).sockets.size <= 1);
  });

  it('says who has seen what under the name of the stream', async () => {
    const { cluster, watching } = await clusterOf([registry(streaming('one'))]);
    await cluster.calls.applications();
    const { begun } = open(watching);
    await until('the stream has begun', () => begun.length > 0);
    await begun[0]?.confirm('7@node');
    expect(cluster.registry(0).asked.at(-1)).toMatchObject({
      method: 'POST',
      url: '/eureka/x/watch/seen?stream=s-1&revision=7%40node',
    });
  });

  it.each<[string, Answer, Partial<WatchOutcome>]>([
    ['a registry that does not know it', status(404), { kind: 'not-offered', status: 404 }],
    ['a page', json('<html>', { 'content-type': 'text/html' }), { kind: 'not-offered', status: 200 }],
    ['a registry that has no room', status(503), { kind: 'failed', reason: 'refused', status: 503 }],
    [
      'an end in order',
      (request, response) => {
        streaming('one')(request, response);
        response.end();
      },
      { kind: 'ended' },
    ],
    [
      'a break',
      (request, response) => {
        streaming('one')(request, response);
        setImmediate(() => response.destroy());
      },
      { kind: 'failed', reason: 'unreachable' },
    ],
  ])('comes out as what it is: %s', async (_what, answer, expected) => {
    const { cluster, watching } = await clusterOf([registry(answer)]);
    await cluster.calls.applications();
    expect(await open(watching).outcome).toMatchObject(expected);
  });

  it('ends when the registry is silent, and when nobody wants more', async () => {
    const { cluster, watching } = await clusterOf([registry(streaming('one'))]);
    await cluster.calls.applications();
    expect(await open(watching, { silenceMs: 60 }).outcome).toMatchObject({ kind: 'failed', reason: 'timeout' });
    const unwanted = open(watching, { take: () => Promise.reject(new Error('no more')) });
    expect((await unwanted.outcome).kind).toBe('failed');
    await until('both connections are closed', () => cluster.registry(0).sockets.size <= 1);
  });

  it('ends when all is closed', async () => {
    const { cluster, watching } = await clusterOf([registry(streaming('one'))]);
    await cluster.calls.applications();
    const { begun, outcome } = open(watching);
    await until('the stream has begun', () => begun.length > 0);
    cluster.calls.close();
    expect(await outcome).toMatchObject({ kind: 'failed', reason: 'aborted' });
  });

  it('is asked for under the name under which lists are read', async () => {
    const { cluster, watching } = await clusterOf([registry(silence)]);
    await cluster.calls.applications();
    await cluster.calls.delta();
    open(watching);
    await until('the stream is asked for', () => cluster.registry(0).asked.length === 3);
    const names = cluster.registry(0).asked.map(({ headers }) => headers['x-eureka-watcher']);
    expect([new Set(names).size, names[0]]).toEqual([1, expect.stringMatching(/^[\w-]{36}$/)]);
  });
});

describe('whether a change has been seen', () => {
  const seen =
    (answer: Answer): Answer =>
    (request, response) =>
      request.url?.includes('/x/watch/seen') ? answer(request, response) : status(204)(request, response);

  it.each<[string, Answer, boolean]>([
    ['seen', json('{"seen":true,"watchers":2}'), true],
    ['not seen', json('{"seen":false}'), false],
    ['not known to a Java server', status(404), false],
    ['not for us to know', status(403), false],
    ['not known by one that fails', status(500), false],
    ['unreadable', json('no'), false],
    ['nothing', json('null'), false],
  ])('is told as %s', async (_what, answer, expected) => {
    const { cluster, watching } = await clusterOf([seen(answer)]);
    await cluster.calls.register(sampleInstance());
    expect(await watching.whenSeen('A', 'i/1', 30_000)).toBe(expected);
    expect(cluster.registry(0).asked[1]?.url).toBe('/eureka/x/watch/seen?app=A&id=i%2F1&wait=30000');
  });

  it('is waited for longer than any other answer', async () => {
    const clock = new ManualClock();
    const give: (() => void)[] = [];
    const late: Answer = (...exchange) => void give.push(() => json('{"seen":true}')(...exchange));
    const { cluster, watching } = await clusterOf([seen(late)], { readTimeoutMs: 100 }, { clock });
    await cluster.calls.register(sampleInstance());
    const isSeen = watching.whenSeen('A', 'i', 20_000);
    await until('the registry is asked', () => give.length === 1);
    clock.advance(20_000);
    give[0]?.();
    expect(await isSeen).toBe(true);
  });

  it('is for the registry alone that took the status, which stays the chosen one whatever it says', async () => {
    const clock = new ManualClock();
    const { cluster, watching } = await clusterOf([seen(silence), seen(json('{"seen":true}'))], {}, { clock });
    expect(await watching.whenSeen('A', 'i', 0)).toBe(false);
    await cluster.calls.register(sampleInstance());
    const isSeen = watching.whenSeen('A', 'i', 300);
    await until('the registry is asked', () => cluster.registry(0).asked.length === 2);
    clock.advance(1300);
    expect(await isSeen).toBe(false);
    await cluster.calls.register(sampleInstance());
    expect(cluster.asked()).toEqual([3, 0]);
  });
});
