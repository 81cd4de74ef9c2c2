import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { TokenDirectory } from './token-directory.js';

const TOKEN = 'c29tZS1sb25nLXRva2Vu';
const HASH = createHash('sha256').update(TOKEN).digest('hex');

describe('TokenDirectory', () => {
  it.each([
    ['a hash', `{sha256}${HASH}`],
    ['a hash in capitals', `{SHA256}${HASH.toUpperCase()}`],
    ['a plain one', TOKEN],
  ])('knows a token by %s', (_name, token) => {
    const directory = new TokenDirectory([{ name: 'ci', token, roles: ['registrar'], apps: ['CI-*'] }]);
    expect(directory.find(`Bearer ${TOKEN}`)).toMatchObject({ name: 'ci', apps: ['CI-*'] });
    expect(directory.find(`bearer  ${TOKEN} `)?.roles).toContain('registrar');
  });

  it.each([
    'Bearer',
    'Bearer ',
    'Bearer other',
    `Basic ${TOKEN}`,
    `Bearer ${HASH}`,
    `Bearer {sha256}${HASH}`,
    `Bearer a b`,
  ])('knows nobody by %s', (header) => {
    const directory = new TokenDirectory([{ name: 'ci', token: `{sha256}${HASH}`, roles: [] }]);
    expect(directory.find(header)).toBeUndefined();
  });
});
