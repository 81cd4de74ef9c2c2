import { describe, expect, it } from '@jest/globals';
import { resolveView, subjectOf } from './view.js';
import { nameAsJava, nameByContent } from './view-name.js';
import { ENCODINGS, JSON_FULL, XML_FULL } from '../../../spec-support/response-cache/payload-text.js';

describe('resolveView', () => {
  it.each([
    ['orders', { kind: 'application', name: 'ORDERS' }],
    ['ALL_APPS', { kind: 'all' }],
    ['all_apps', { kind: 'all' }],
    ['All_Apps_Delta', { kind: 'delta' }],
  ])('takes the application %s for what is meant', (name, expected) => {
    expect(resolveView({ kind: 'application', name })).toEqual(expected);
  });

  it('leaves addresses and collections as they are', () => {
    expect(resolveView({ kind: 'vip', address: 'Shop' })).toEqual({ kind: 'vip', address: 'Shop' });
    expect(resolveView({ kind: 'all', regions: 'a,b' })).toEqual({ kind: 'all', regions: 'a,b' });
  });
});

describe('subjectOf', () => {
  it('tells applications, addresses and secure addresses of one name apart', () => {
    const subjects = [
      subjectOf({ kind: 'application', name: 'X' }),
      subjectOf({ kind: 'vip', address: 'X' }),
      subjectOf({ kind: 'secure-vip', address: 'X' }),
      subjectOf({ kind: 'all' }),
      subjectOf({ kind: 'delta' }),
    ];
    expect(new Set(subjects).size).toBe(5);
  });
});

describe('nameByContent', () => {
  it('gives one name to what has the same bytes', () => {
    const names = ENCODINGS.map((encoding) => nameByContent({ kind: 'all' }, encoding));
    expect(new Set(names)).toEqual(
      new Set(['all json-full', 'all json-compact', 'all xml-full-v1', 'all xml-full-v2', 'all xml-compact']),
    );
    expect(nameByContent({ kind: 'delta', regions: 'made-up' }, JSON_FULL)).toBe('delta json-full');
  });
});

describe('nameAsJava', () => {
  it('tells versions, details, formats and regions apart, and given but empty regions from none', () => {
    const names = ENCODINGS.map((encoding) => nameAsJava({ kind: 'delta' }, encoding));
    const regions = [undefined, '', 'a', 'a,b'];
    names.push(
      ...regions.map((each) => nameAsJava({ kind: 'all', ...(each !== undefined && { regions: each }) }, XML_FULL)),
    );
    expect(new Set(names).size).toBe(ENCODINGS.length + regions.length);
  });
});
