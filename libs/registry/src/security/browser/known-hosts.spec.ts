import { describe, expect, it } from '@jest/globals';
import { KnownHosts } from './known-hosts.js';

const hosts = new KnownHosts(['registry.test'], ['Eureka.example.com']);

describe('KnownHosts', () => {
  it.each([
    undefined,
    '',
    'localhost',
    'app.localhost:3000',
    '127.0.0.1:8761',
    '[::1]:8761',
    '10.1.2.3',
    'registry.test',
    'REGISTRY.test:80',
    'eureka.example.com',
  ])('takes the host %j', (header) => expect(hosts.allows(header)).toBe(true));

  it.each([
    'evil.example',
    'registry.test.evil.example',
    'localhost.evil.example',
    'notlocalhost',
    'localhost@evil.example',
    '[bad',
    'a b',
  ])('refuses the host %j', (header) => expect(hosts.allows(header)).toBe(false));

  it.each([
    ['http://registry.test:8761', 'registry.test:8761'],
    ['https://registry.test', 'registry.test'],
    ['http://127.0.0.1:8761', '127.0.0.1:8761'],
    ['https://eureka.example.com', 'inner:8761'],
  ])('takes a page of %s that asks %s for one of ours', (origin, host) =>
    expect(hosts.allowsOrigin(origin, host)).toBe(true),
  );

  it.each([
    ['http://evil.example', 'registry.test'],
    ['http://evil.example:8761', 'evil.example:8761'],
    ['http://registry.test:3000', 'registry.test:8761'],
    ['http://127.0.0.1:3000', '127.0.0.1:8761'],
    ['null', 'registry.test'],
    ['', 'registry.test'],
    ['http://evil.example', undefined],
  ])('takes a page of %j that asks %s for foreign', (origin, host) =>
    expect(hosts.allowsOrigin(origin, host)).toBe(false),
  );
});
