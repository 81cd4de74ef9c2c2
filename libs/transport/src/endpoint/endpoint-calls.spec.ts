import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { json, silence, status } from '../../spec-support/fake-registry.js';
import type { Answer } from '../../spec-support/fake-registry.js';
import { BEAT, closeLoneRegistries, loneRegistry } from '../../spec-support/lone-registry.js';
import { until } from '../../spec-support/until.js';
import type { ConnectionSettings } from '../transport-settings.js';
import type { EndpointRequest } from './endpoint-request.js';

const READ: EndpointRequest<string> = {
  method: 'GET',
  path: 'apps/',
  decode: async (text) =>
    text.startsWith('{')
      ? { ok: true, value: text }
      : { ok: false, fault: { kind: 'malformed', message: 'not JSON', path: '' } },
};
closeLoneRegistries();

describe('EndpointCalls', () => {
  it('gives the document of a 200 and keeps the connection', async () => {
    const { registry, calls, connections } = await loneRegistry(json('{"a":1}'));
    expect(await calls.send(READ)).toEqual({ kind: 'answered', status: 200, value: '{"a":1}', location: undefined });
    expect(await calls.send(READ)).toMatchObject({ value: '{"a":1}' });
    expect(registry.connections).toBe(1);
    expect(connections.localAddress).toBe('127.0.0.1');
  });

  it('tells of the headers that are wanted, and of no other', async () => {
    const { calls } = await loneRegistry(status(200, { 'X-Eureka-Node': 'n;v=1', 'X-Other': 'x' }));
    const wantedHeaders = ['x-eureka-node', 'x-missing'];
    expect(await calls.send({ ...BEAT, wantedHeaders })).toMatchObject({ headers: { 'x-eureka-node': 'n;v=1' } });
    expect(await calls.send(BEAT)).toMatchObject({ headers: undefined });
  });

  it('reads a refusal only where it is to', async () => {
    const { calls } = await loneRegistry(
      (_request, response) => void response.writeHead(409, { 'content-type': 'application/json' }).end('{"a":1}'),
    );
    expect(await calls.send({ ...READ, decodesRefusals: true })).toMatchObject({ status: 409, value: '{"a":1}' });
    expect(await calls.send(READ)).toMatchObject({ status: 409, value: undefined });
  });

  it('unpacks gzip', async () => {
    const { registry, calls } = await loneRegistry((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync('{"packed":"ä"}'));
    });
    expect(await calls.send(READ)).toMatchObject({ kind: 'answered', value: '{"packed":"ä"}' });
    expect(registry.asked[0]?.headers['accept-encoding']).toBe('gzip');
  });

  it('says nothing of compression without gzip, and asks for the compact form and for redirects when told to', async () => {
    const { registry, calls } = await loneRegistry(json('{}'), {
      gzip: false,
      detail: 'compact',
      allowRedirects: true,
    });
    await calls.send(READ);
    const headers = registry.asked[0]?.headers ?? {};
    expect(headers).not.toHaveProperty('accept-encoding');
    expect(headers).toMatchObject({ 'x-eureka-accept': 'compact', 'x-discovery-allowredirect': 'true' });
  });

  it('sends an empty body with its length and not as a form', async () => {
    const { registry, calls } = await loneRegistry(status(200));
    await calls.send(BEAT);
    expect(registry.asked[0]?.headers).toMatchObject({ 'content-length': '0', 'content-type': 'application/json' });
  });

  it.each<[string, Answer, number]>([
    ['an empty 200', status(200), 200],
    ['an empty 200 called gzip', status(200, { 'content-encoding': 'gzip', 'content-length': '0' }), 200],
    ['a 404 with a document', (_request, response) => void response.writeHead(404).end('<html>nothing</html>'), 404],
    ['a 500', status(500), 500],
  ])('gives the status and no document for %s', async (_what, answer, expected) => {
    const { calls } = await loneRegistry(answer);
    expect(await calls.send(READ)).toEqual({
      kind: 'answered',
      status: expected,
      value: undefined,
      location: undefined,
    });
  });

  it.each<[string, Answer]>([
    ['HTML', (_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>')],
    ['a body that never ends', (_request, response) => void response.writeHead(200).write('x')],
    [
      'a broken body',
      (_request, response) =>
        void response.writeHead(200, { 'content-length': '9' }).write('x', () => response.destroy()),
    ],
    ['megabytes', (_request, response) => void response.writeHead(200).end('x'.repeat(5_000_000))],
  ])('takes the status of a heartbeat whose answer is %s', async (_what, answer) => {
    const { calls, registry } = await loneRegistry(answer);
    expect(await calls.send(BEAT)).toMatchObject({ kind: 'answered', status: 200 });
    await until('the connection is free or closed', () => registry.sockets.size <= 1);
  });

  it.each<[string, Answer, Partial<ConnectionSettings>, object]>([
    ['hangs', silence, { readTimeoutMs: 60 }, { reason: 'timeout', message: 'did not answer within 60 ms' }],
    [
      'stops in the middle of its answer',
      (_request, response) => void response.writeHead(200).write('{'),
      { readTimeoutMs: 60 },
      { reason: 'timeout', message: 'did not answer within 60 ms' },
    ],
    [
      'hangs up',
      (request) => void request.socket.destroy(),
      {},
      { reason: 'unreachable', message: 'broke the connection off' },
    ],
    [
      'resets',
      (request) => void request.socket.resetAndDestroy(),
      {},
      { reason: 'unreachable', message: 'broke the connection off' },
    ],
    [
      'resets in the middle of its answer',
      (request, response) => {
        response.writeHead(200, { 'content-length': '99' });
        response.write('{"a":', () => request.socket.resetAndDestroy());
      },
      {},
      { reason: 'unreachable', message: 'broke the connection off' },
    ],
    [
      'answers garbage',
      (request) => void request.socket.end('garbage\r\n\r\n'),
      {},
      { reason: 'unreadable', message: 'answered something that is not HTTP' },
    ],
    [
      'answers no JSON',
      json('nonsense'),
      {},
      { reason: 'unreadable', message: 'answered what cannot be read: not JSON' },
    ],
    [
      'calls plain text gzip',
      json('{"a":1}', { 'content-encoding': 'gzip' }),
      {},
      { reason: 'unreadable', message: 'answered with broken compression' },
    ],
    [
      'cuts its gzip off',
      (_request, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        response.end(gzipSync('{"a":"truncated"}').subarray(0, 20));
      },
      {},
      { reason: 'unreadable', message: 'answered with broken compression' },
    ],
    [
      'answers in Brotli',
      json('{}', { 'content-encoding': 'br' }),
      {},
      { reason: 'unreadable', message: 'answered in a compression that was not asked for' },
    ],
    [
      'announces too much',
      json('{'.repeat(2000)),
      { maxAnswerBytes: 1000 },
      { reason: 'too-large', message: 'answered with more than 1000 bytes' },
    ],
    [
      'sends too much unannounced',
      (_request, response) => {
        response.writeHead(200);
        response.write('{'.repeat(900));
        response.end('{'.repeat(900));
      },
      { maxAnswerBytes: 1000 },
      { reason: 'too-large', message: 'answered with more than 1000 bytes' },
    ],
    [
      'sends a gzip bomb',
      (_request, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        response.end(gzipSync(Buffer.alloc(20_000_000)));
      },
      { maxAnswerBytes: 1_000_000 },
      { reason: 'too-large', message: 'answered with more than 1000000 bytes' },
    ],
  ])('fails when the registry %s', async (_what, answer, changes, expected) => {
    const { calls } = await loneRegistry(answer, changes);
    expect(await calls.send(READ)).toEqual({ kind: 'failed', ...expected });
  });

  it.each<[string, Answer]>([
    ['hangs', silence],
    ['stops in the middle', (_request, response) => void response.writeHead(200).write('{')],
    ['sends without end', (_request, response) => void response.writeHead(200).write('{'.repeat(60_000))],
  ])('closes the connection when the registry %s', async (_what, answer) => {
    const { registry, calls } = await loneRegistry(answer, { readTimeoutMs: 60, maxAnswerBytes: 50_000 });
    expect(await calls.send(READ)).toMatchObject({ kind: 'failed' });
    await until('the connection is closed', () => registry.sockets.size === 0);
  });

  it('says who refuses connections', async () => {
    const { registry, calls } = await loneRegistry(status(200));
    await registry.stop();
    expect(await calls.send(BEAT)).toEqual({
      kind: 'failed',
      reason: 'unreachable',
      message: 'refused the connection',
    });
  });

  it('bounds an answer that comes in drops', async () => {
    const { registry, calls } = await loneRegistry(
      (_request, response) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write('{'), 10);
        response.once('close', () => clearInterval(drip));
      },
      { connectTimeoutMs: 50, readTimeoutMs: 50 },
    );
    expect(await calls.send(READ)).toMatchObject({ kind: 'failed', reason: 'timeout' });
    await until('the connection is closed', () => registry.sockets.size === 0);
  });

  it('tells of headers of the answer that are wanted', async () => {
    const { calls } = await loneRegistry(status(200, { 'x-one': '1', 'x-two': '2' }));
    const outcome = await calls.send({ ...BEAT, wantedHeaders: ['x-two', 'x-three'] });
    expect(outcome).toMatchObject({ kind: 'answered', headers: { 'x-two': '2' } });
    expect(outcome.kind === 'answered' && Object.keys(outcome.headers ?? {})).toEqual(['x-two']);
  });

  it('sends again what a kept connection lost, and only that', async () => {
    const { registry, calls } = await loneRegistry(status(200));
    await calls.send(BEAT);
    let isFirst = true;
    registry.answer = (request, response) => {
      if (!isFirst) return void response.writeHead(200).end();
      isFirst = false;
      request.socket.resetAndDestroy();
    };
    expect(await calls.send(BEAT)).toMatchObject({ kind: 'answered', status: 200 });
    expect(registry.asked).toHaveLength(3);
    expect(registry.connections).toBe(2);
  });
});
