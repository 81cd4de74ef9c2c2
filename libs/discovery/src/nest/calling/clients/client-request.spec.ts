import { describe, expect, it } from '@jest/globals';
import { clientRequest } from './client-request.js';
import type { Binding } from './route.js';

const PATH_ID: Binding = { place: 'path', name: 'id' };
const BODY: Binding = { place: 'body' };

function request(path: string, bindings: readonly (Binding | undefined)[], ...args: readonly unknown[]) {
  const found = bindings.flatMap((binding, index) => (binding === undefined ? [] : [[index, binding] as const]));
  return clientRequest({ method: 'GET', path, headers: { 'x-standing': '1' } }, new Map(found), args);
}

describe('the request of a typed client', () => {
  it.each([
    ['/items/:id', 'a b/c?d', '/items/a%20b%2Fc%3Fd'],
    ['/items/{id}/parts', 7, '/items/7/parts'],
    ['/items/:id', '..', '/items/%2E%2E'],
    ['/items/:id', '.', '/items/%2E'],
  ])('fills %s with %j', (path, id, expected) => {
    expect(request(path, [PATH_ID], id).path).toBe(expected);
  });

  it.each([undefined, ''])('is none when a variable is %j', (id) => {
    expect(() => request('/items/:id', [PATH_ID], id)).toThrow("'id'");
  });

  it('writes parameters one by one, repeats those that are lists, and leaves out what is not there', () => {
    const named = (name: string): Binding => ({ place: 'query', name });
    const { path } = request('/', [named('a'), named('b'), named('c')], 'x&y', [1, 2], undefined);
    expect(path).toBe('/?a=x%26y&b=1&b=2');
    const at = new Date(0);
    expect(request('/', [{ place: 'query', name: undefined }], { a: 1, b: null, c: true, at }).path).toBe(
      '/?a=1&c=true&at=1970-01-01T00%3A00%3A00.000Z',
    );
  });

  it('has the headers of the mapping and of the arguments', () => {
    const { init } = request('/', [{ place: 'header', name: 'x-user' }], 'me');
    expect(Object.fromEntries(new Headers(init.headers))).toEqual({ 'x-standing': '1', 'x-user': 'me' });
  });

  it.each([
    [{ a: 1 }, '{"a":1}', 'application/json'],
    [[1], '[1]', 'application/json'],
    ['text', 'text', null],
    [new URLSearchParams({ a: 'b' }), new URLSearchParams({ a: 'b' }), null],
    [new Uint8Array([1]), new Uint8Array([1]), null],
  ])('sends the body %j, with or without a decorator', (body, sent, type) => {
    for (const binding of [BODY, undefined]) {
      const { init } = request('/', [binding], body);
      expect(init.body).toEqual(sent);
      expect(new Headers(init.headers).get('content-type')).toBe(type);
    }
  });

  it('takes a signal among the arguments for that of the call', () => {
    const { signal } = new AbortController();
    expect(request('/', [], signal).init).toMatchObject({ signal });
    expect(request('/', [], signal).init.body).toBeUndefined();
  });
});
