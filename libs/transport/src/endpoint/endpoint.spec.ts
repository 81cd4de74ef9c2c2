import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { parseEndpoint } from './endpoint.js';

const authorizationOf = (url: string) => {
  const value = parseEndpoint(url)?.authorization;
  return value && Buffer.from(value.replace('Basic ', ''), 'base64').toString();
};

describe('parseEndpoint', () => {
  it.each([
    ['http://peer1:8761/eureka/', 'http://peer1:8761/eureka/'],
    ['http://peer1:8761/eureka', 'http://peer1:8761/eureka/'],
    ['http://peer1', 'http://peer1/'],
    ['https://user:pass@peer1/eureka', 'https://peer1/eureka/'],
    ['  http://peer1/eureka?x=1#y ', 'http://peer1/eureka/'],
    ['http://[::1]:8761/eureka/', 'http://[::1]:8761/eureka/'],
  ])('reads %s', (text, url) => {
    expect(parseEndpoint(text, 'zone1')).toMatchObject({ url, zone: 'zone1' });
  });

  it.each(['', 'peer1:8761/eureka', 'ftp://peer1/', 'http://', 'http://peer1:99999/'])('refuses %j', (text) => {
    expect(parseEndpoint(text)).toBeUndefined();
  });

  it.each([
    ['http://user:secret@peer1/', 'user:secret'],
    ['http://user:MyPassword%40@peer1/', 'user:MyPassword@'],
    ['http://user:a%3Ab@peer1/', 'user:a:b'],
    ['http://user:a:b@peer1/', 'user:a:b'],
    ['http://user:p@ss@peer1/', 'user:p@ss'],
    ['http://us%25er:100%@peer1/', 'us%er:100%'],
    ['http://us%C3%A9r:gr%C3%BCn@peer1/', 'usér:grün'],
    ['http://token@peer1/', 'token:'],
    ['http://peer1/', undefined],
  ])('takes the credentials of %s', (url, credentials) => {
    expect(authorizationOf(url)).toBe(credentials);
  });

  it('does not show credentials when it is printed', () => {
    const endpoint = parseEndpoint('http://user:secret@peer1/');
    const shown = inspect(endpoint, { showHidden: true, depth: 9 }) + JSON.stringify(endpoint);
    expect(shown).toContain('http://peer1/');
    expect(shown).not.toMatch(/secret|dXNlcjpzZWNyZXQ/);
  });
});
