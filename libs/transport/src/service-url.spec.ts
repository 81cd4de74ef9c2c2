import { describe, expect, it } from '@jest/globals';
import { maskCredentials, withoutCredentials } from './service-url.js';

describe('credentials in service URLs', () => {
  it.each([
    ['http://user:secret@peer1:8761/eureka/', 'http://***@peer1:8761/eureka/', 'http://peer1:8761/eureka/'],
    ['https://user:p@ss@peer1/eureka/', 'https://***@peer1/eureka/', 'https://peer1/eureka/'],
    ['http://peer1:8761/eureka/', 'http://peer1:8761/eureka/', 'http://peer1:8761/eureka/'],
    ['http://peer1/a@b', 'http://peer1/a@b', 'http://peer1/a@b'],
    ['http://peer1:8761/a@b', 'http://peer1:8761/a@b', 'http://peer1:8761/a@b'],
    ['http://user:se/c#r?et@peer1/eureka/', 'http://***@peer1/eureka/', 'http://peer1/eureka/'],
    ['http://a:b@x/, http://c:d@y/', 'http://***@x/, http://***@y/', 'http://x/, http://y/'],
  ])('are hidden in %s', (text, masked, without) => {
    expect(maskCredentials(text)).toBe(masked);
    expect(withoutCredentials(text)).toBe(without);
  });
});
