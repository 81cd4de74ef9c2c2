import { describe, expect, it } from '@jest/globals';
import { isAllowedHost } from './allowed-hosts.js';

const known = new Set(['registry.test']);

describe('isAllowedHost', () => {
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
  ])('takes %j', (header) => {
    expect(isAllowedHost(header, known)).toBe(true);
  });

  it.each([
    'evil.example',
    'registry.test.evil.example',
    'localhost.evil.example',
    'notlocalhost',
    'localhost@evil.example',
    '[bad',
    'a b',
  ])('refuses %j', (header) => {
    expect(isAllowedHost(header, known)).toBe(false);
  });
});
