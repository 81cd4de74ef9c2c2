import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { originForm, queryEntries, queryValue, readRequestPath } from './request-path.js';

describe('readRequestPath', () => {
  it.each([
    ['/eureka/apps', 'v2', ['apps'], ''],
    ['/eureka/apps/', 'v2', ['apps'], ''],
    ['//eureka/apps', 'v2', ['apps'], ''],
    ['/eureka/v2/apps/A/i?x=1', 'v2', ['apps', 'A', 'i'], 'x=1'],
    ['/eureka/v1/apps', 'v1', ['apps'], ''],
    ['/eureka/V1/apps', 'v2', ['V1', 'apps'], ''],
    ['/eureka/v2', 'v2', ['v2'], ''],
    ['/eureka', 'v2', [], ''],
    ['/eureka/', 'v2', [''], ''],
    ['/eureka//apps', 'v2', ['', 'apps'], ''],
    ['/eureka/apps//A', 'v2', ['apps', '', 'A'], ''],
    ['/eureka/apps/A;x=1/i;y', 'v2', ['apps', 'A', 'i'], ''],
    ['/eureka/apps/A/a%2Fb%20c%3B', 'v2', ['apps', 'A', 'a/b c;'], ''],
    ['/eureka/apps/A/a+b', 'v2', ['apps', 'A', 'a+b'], ''],
    ['/eureka?x', 'v2', [], 'x'],
  ])('takes %s apart', (target, version, segments, query) => {
    expect(readRequestPath(target, '/eureka')).toEqual({ kind: 'api', version, segments, query });
  });

  it.each(['/', '/eurekas', '/eurek', '/ctx/eureka/apps', 'http://x/eureka/apps', '*'])(
    'leaves %s to others',
    (target) => {
      expect(readRequestPath(target, '/eureka')).toEqual({ kind: 'elsewhere' });
    },
  );

  it.each(['/eureka/%', '/eureka/apps/%zz', '/eureka/apps/%e4'])('cannot read %s', (target) => {
    expect(readRequestPath(target, '/eureka')).toEqual({ kind: 'undecodable' });
  });

  it('has the API at the root for an empty mount point', () => {
    expect(readRequestPath('/apps', '')).toMatchObject({ kind: 'api', segments: ['apps'] });
  });
});

describe('query values', () => {
  it.each([
    ['a=1&b=2', 'b', '2'],
    ['a=1&a=2', 'a', '1'],
    ['a', 'a', ''],
    ['a=b%26c+d', 'a', 'b&c d'],
    ['xa=1', 'a', undefined],
    ['', 'a', undefined],
    ['a=%zz', 'a', '%zz'],
    ['%61=1', 'a', '1'],
  ])('%s has for %s %s', (query, name, value) => {
    expect(queryValue(query, name)).toBe(value);
  });

  it('are read as URLSearchParams reads them', () => {
    const part = fc.constantFrom('a', 'ab', 'b', '=', '&', '?', '%41', '+', 'ä', '');
    const query = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(query, fc.constantFrom('a', 'ab', 'b'), (text, name) => {
        expect(queryValue(text, name)).toBe(new URLSearchParams(text).get(name) ?? undefined);
      }),
    );
  });

  it('keep the first value of each name, in order', () => {
    expect([...queryEntries('k=v&x&k=w&__proto__=p')]).toEqual([
      ['k', 'v'],
      ['x', ''],
      ['__proto__', 'p'],
    ]);
  });
});

describe('originForm', () => {
  it.each([
    ['/eureka/apps?x=1', '/eureka/apps?x=1'],
    ['http://proxy.example:80/eureka/apps?x=http://y/', '/eureka/apps?x=http://y/'],
    ['HTTPS://proxy.example', '/'],
    ['http://proxy.example?x', '/?x'],
    ['*', '*'],
  ])('of %s is %s', (target, expected) => {
    expect(originForm(target)).toBe(expected);
  });
});
