import { describe, expect, it } from '@jest/globals';
import { isOwnUrl } from './own-url.js';
import type { OwnAddress } from './own-url.js';

const own: OwnAddress = {
  myUrl: undefined,
  ports: [8761, 443],
  hosts: ['peer1', '10.0.0.1', 'fe80::1'],
  boundTo: undefined,
};

describe('isOwnUrl', () => {
  it.each<[string, boolean, Partial<OwnAddress>?]>([
    ['http://peer1:8761/eureka/', true],
    ['http://PEER1:8761/eureka/', true],
    ['http://10.0.0.1:8761/', true],
    ['http://[fe80::1]:8761/', true],
    ['https://peer1/eureka/', true],
    ['http://localhost:8761/eureka/', true],
    ['http://127.0.0.1:8761/eureka/', true],
    ['http://[::1]:8761/eureka/', true],
    ['http://0.0.0.0:8761/eureka/', true],
    ['http://peer1:8762/eureka/', false],
    ['http://localhost:8762/eureka/', false],
    ['http://peer2:8761/eureka/', false],
    ['http://peer1/eureka/', false],
    ['nonsense', false],
    ['http://localhost:8761/eureka/', true, { boundTo: '127.0.0.1' }],
    ['http://localhost:8761/eureka/', true, { boundTo: '0.0.0.0' }],
    ['http://localhost:8761/eureka/', true, { boundTo: '::' }],
    ['http://localhost:8761/eureka/', false, { boundTo: '10.0.0.1' }],
    ['http://alias:1234/eureka/', true, { myUrl: 'http://u:p@alias:1234/eureka' }],
    ['http://alias:1235/eureka/', false, { myUrl: 'http://alias:1234/eureka' }],
    ['http://peer1:8761/eureka/', true, { myUrl: 'http://alias:1234/eureka' }],
  ])('%s is its own: %s %j', (url, expected, changes = {}) => {
    expect(isOwnUrl(url, { ...own, ...changes })).toBe(expected);
  });
});
