import { describe, expect, it } from '@jest/globals';
import { isSecretName, maskEntry, maskMetadata, maskText } from './masked-secrets.js';

describe('isSecretName', () => {
  it.each([
    'password',
    'db.password',
    'DB_PASSWD',
    'user.passphrase',
    'client-secret',
    'accessToken',
    'api-key',
    'apiKey',
    'API_KEY',
    'x.private-key',
    'credentials',
    'authorization',
    'aws.access.key',
    'connectionString',
  ])('takes %s for a secret', (name) => expect(isSecretName(name)).toBe(true));

  it.each([
    'management.port',
    'zone',
    'version',
    'jmx.port',
    'author',
    'keyspace',
    'startup',
    'weight',
    'context-path',
  ])('shows %s', (name) => expect(isSecretName(name)).toBe(false));
});

describe('maskText', () => {
  it.each([
    ['http://user:pass@host:8761/eureka/', 'http://***@host:8761/eureka/'],
    ['http://user@host/', 'http://***@host/'],
    ['http://user:p@ss/w:rd@host/', 'http://***@host/'],
    ['http://a:b@one/,http://c:d@two/', 'http://***@two/'],
    ['at http://a:b@one/ and http://c:d@two/', 'at http://***@one/ and http://***@two/'],
    ['http://host/x?token=abc&zone=z', 'http://host/x?token=***&zone=z'],
    ['http://host/x?api_key=abc', 'http://host/x?api_key=***'],
    ['mail me@example.com', 'mail me@example.com'],
    ['plain', 'plain'],
    ['http://host/x?a?token=abc', 'http://host/x?a?token=***'],
    ['user@host//path', 'user@host//path'],
    ['<http://a:b@one/> "http://c:d@two/"', '<http://***@one/> "http://***@two/"'],
  ])('shows %s as %s', (text, shown) => expect(maskText(text)).toBe(shown));

  // a pattern that tries every slash takes a minute for these
  it.each(['/', '//a', '?', '&a', '?a=', ';', '@', 'http://'])(
    'takes no longer for a megabyte of %s than its length asks for',
    (part) => {
      const text = part.repeat(1_000_000 / part.length);
      const begunAt = performance.now();
      for (const end of ['=', '@', ' =@']) maskText(`${text}${end}`);
      expect(performance.now() - begunAt).toBeLessThan(10_000);
    },
  );
});

describe('maskMetadata', () => {
  it('hides what is secret by its name or in its URL, and leaves the rest', () => {
    const metadata = new Map([
      ['user.password', 'x'],
      ['db', 'jdbc:mysql://root:x@db/'],
      ['zone', 'east'],
    ]);
    expect([...maskMetadata(metadata)]).toEqual([
      ['user.password', '***'],
      ['db', 'jdbc:mysql://***@db/'],
      ['zone', 'east'],
    ]);
    expect(maskEntry('zone', 'east')).toBe('east');
  });
});
