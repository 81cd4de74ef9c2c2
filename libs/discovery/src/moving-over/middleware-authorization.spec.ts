import { describe, expect, it } from '@jest/globals';
import { middlewareAnswer, runMiddleware } from './middleware-authorization.js';

const request = { method: 'GET', uri: '', gzip: true };
const never = new AbortController().signal;

describe('what a middleware makes of a request', () => {
  it.each([
    [{}, { kind: 'none' }],
    [{ auth: { user: 'me', password: 'x' } }, { kind: 'basic', user: 'me', password: 'x' }],
    [{ auth: { username: 'me', pass: 'x' } }, { kind: 'basic', user: 'me', password: 'x' }],
    [{ auth: { user: 'me' } }, { kind: 'basic', user: 'me', password: '' }],
    [{ auth: { bearer: 't' } }, { kind: 'bearer', token: 't' }],
    [{ auth: { bearer: () => 't' } }, { kind: 'bearer', token: 't' }],
    [{ headers: { Authorization: 'Bearer t' } }, { kind: 'bearer', token: 't' }],
    [{ headers: { authorization: 'Basic bWU6eDp5' } }, { kind: 'basic', user: 'me', password: 'x:y' }],
  ])('is an authorization: %j', (change, authorization) => {
    expect(middlewareAnswer(request, { ...request, ...change })).toEqual({ authorization, ignored: [] });
  });

  it.each([
    [{ headers: { 'x-tenant': 'a' } }, ['headers.x-tenant']],
    [{ headers: { authorization: 'Digest a' } }, ['headers.authorization']],
    [{ timeout: 1, strictSSL: false }, ['timeout', 'strictSSL']],
    [{ method: 'POST' }, ['method']],
  ])('names what has no effect: %j', (change, ignored) => {
    expect(middlewareAnswer(request, { ...request, ...change })).toEqual({ authorization: { kind: 'none' }, ignored });
  });
});

describe('running a middleware', () => {
  it('takes what it hands on, now or later', async () => {
    const later = await runMiddleware((options, done) => void setImmediate(() => done(options)), request, never);

    expect(later).toEqual({ authorization: { kind: 'none' }, ignored: [] });
  });

  it('fails when it gives no object, throws, or never comes back', async () => {
    const giveUp = new AbortController();
    const silent = runMiddleware(() => undefined, request, giveUp.signal);
    giveUp.abort();

    await expect(silent).rejects.toThrow('did not call done in time');
    await expect(runMiddleware((_, done) => done('x' as never), request, never)).rejects.toThrow(
      'did not return an object',
    );
    const throwing = (): never => {
      throw new Error('broken');
    };
    await expect(runMiddleware(throwing, request, never)).rejects.toThrow('broken');
  });
});
