import { describe, expect, it } from '@jest/globals';
import { requestedVersion } from './requested-version.js';
import type { VersionSources } from './requested-version.js';

const everywhere: VersionSources = {
  apiVersionParameter: 'v',
  apiVersionSegment: 1,
  apiVersionMediaTypes: new Map([['application/json', 'version']]),
};

describe('the version that a request asks for', () => {
  it.each<[string, Record<string, string>, VersionSources, string | undefined]>([
    ['/items?v=2', {}, { apiVersionParameter: 'v' }, '2'],
    ['/items?a=1&v=2%2E1#v=3', {}, { apiVersionParameter: 'v' }, '2.1'],
    ['/items?vv=2', {}, { apiVersionParameter: 'v' }, undefined],
    ['/api/2/items', {}, { apiVersionSegment: 1 }, '2'],
    ['//api//2?x=/3', {}, { apiVersionSegment: 1 }, '2'],
    ['/api/%zz', {}, { apiVersionSegment: 1 }, '%zz'],
    ['/api', {}, { apiVersionSegment: 1 }, undefined],
    ['/', { accept: 'text/html, Application/JSON; q=1; version="3"' }, everywhere, '3'],
    ['/', { 'content-type': 'application/json;version=4' }, everywhere, '4'],
    ['/', { accept: 'application/xml;version=4' }, everywhere, undefined],
    ['/api/2?v=1', { accept: 'application/json;version=3' }, everywhere, '1'],
    ['/api/2', { accept: 'application/json;version=3' }, everywhere, '2'],
    ['/api/2?v=1', { accept: 'application/json;version=3' }, {}, undefined],
  ])('of %s with %j and %j is read', (path, headers, sources, expected) => {
    expect(requestedVersion(path, (name) => headers[name], sources)).toBe(expected);
  });
});
