import { describe, expect, it } from '@jest/globals';
import { cookieValue, sessionCookieName, setCookie } from './session-cookie.js';

describe('cookieValue', () => {
  it.each([
    ['a=1', 'a', '1'],
    ['b=2; a=1', 'a', '1'],
    ['b=2;a=1 ', 'a', '1'],
    ['a=1; a=2', 'a', '1'],
    ['a==x=', 'a', '=x='],
    ['aa=1', 'a', undefined],
    ['a', 'a', undefined],
    ['', 'a', undefined],
    [undefined, 'a', undefined],
  ])('reads from %j the cookie %s as %j', (header, name, value) => expect(cookieValue(header, name)).toBe(value));
});

describe('setCookie', () => {
  it('keeps the cookie from scripts and other sites, and from plain HTTP where there is TLS', () => {
    const name = sessionCookieName(8761);
    expect(setCookie(name, 'x', '/', false)).toBe('eureka-session-8761=x; Path=/; HttpOnly; SameSite=Strict');
    expect(setCookie(name, 'x', '/ctx', true)).toContain('; Path=/ctx; HttpOnly; SameSite=Strict; Secure');
    expect(setCookie(name, undefined, '/', false)).toContain('Max-Age=0');
  });
});
