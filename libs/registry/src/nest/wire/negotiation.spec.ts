import { describe, expect, it } from '@jest/globals';
import { errorFormat, negotiate } from './negotiation.js';

const label = (accept: string | undefined, kind: 'collection' | 'entity'): string | undefined =>
  negotiate(accept)?.[kind].contentType;

describe('negotiate', () => {
  // the live server's matrix (wire-live.md 4.2), with label and body made to agree
  it.each([
    [undefined, 'application/xml', 'application/xml', 'json'],
    ['', 'application/xml', 'application/xml', 'json'],
    ['*', 'application/xml', 'application/xml', 'json'],
    ['application/xml', 'application/xml', 'application/xml', 'xml'],
    ['application/json;q=0', 'application/json', 'application/json', 'json'],
    ['application/xml;q=0, */*', 'application/xml', 'application/xml', 'json'],
    ['application/xml, application/json;q=0.5', 'application/json', 'application/xml', 'xml'],
    ['application/json;q=0.5, application/xml', 'application/json', 'application/xml', 'xml'],
    ['application/json, */*', 'application/json', 'application/json', 'json'],
    ['application/json; charset=UTF-8', 'application/json;charset=UTF-8', 'application/json;charset=UTF-8', 'json'],
    ['application/json;charset=evil', 'application/json', 'application/json', 'json'],
  ])('Accept %s: collections %s, entities %s, errors %s', (accept, collection, entity, error) => {
    expect([label(accept, 'collection'), label(accept, 'entity'), errorFormat(accept)]).toEqual([
      collection,
      entity,
      error,
    ]);
  });

  it.each(['text/html', 'text/xml', 'application/*+json', 'garbage', 'application/vnd.x+json, text/json'])(
    'has nothing for %s, and tells errors as JSON then',
    (accept) => {
      expect(negotiate(accept)).toBeUndefined();
      expect(errorFormat(accept)).toBe('json');
    },
  );

  it('remembers no more than so many headers, and still answers right', () => {
    for (let index = 0; index < 2000; index++) negotiate(`text/x${index}, application/json`);
    expect(label('application/json', 'entity')).toBe('application/json');
  });
});
