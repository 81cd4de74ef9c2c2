import { describe, expect, it } from '@jest/globals';
import { yamlDocuments } from './yaml-documents.js';

function flat(text: string): readonly Readonly<Record<string, string>>[] {
  const parsed = yamlDocuments(text, 'a.yml');
  if (parsed.kind === 'broken') {
    throw new Error(parsed.reason);
  }
  return parsed.documents.map((properties) => Object.fromEntries(properties.map(({ name, value }) => [name, value])));
}

describe('YAML documents', () => {
  it.each([
    ['on', 'true'],
    ['No', 'false'],
    ['"on"', 'on'],
    ['y', 'y'],
    ['8777', '8777'],
    ['1_000', '1000'],
    ['0777', '511'],
    ['0x10', '16'],
    ['1.10', '1.10'],
    ['0.5', '0.5'],
    ['1:30', '1:30'],
    ['2024-01-02', '2024-01-02'],
    ['~', ''],
    ['', ''],
    ['[]', ''],
    ['{}', ''],
    ['http://a:1/eureka/', 'http://a:1/eureka/'],
  ])('reads %s as Spring does: %j', (written, value) => {
    expect(flat(`k: ${written}`)).toEqual([{ k: value }]);
  });

  it('flattens maps, lists, dotted and bracketed keys', () => {
    expect(flat('a:\n  b.c: 1\n  "[d.e]": 2\n  l: [x, {y: z}]')).toEqual([
      { 'a.b.c': '1', 'a[d.e]': '2', 'a.l[0]': 'x', 'a.l[1].y': 'z' },
    ]);
  });

  it('follows anchors and merges, own keys winning', () => {
    expect(flat('x: &x {p: 1, q: 2}\ny:\n  <<: *x\n  q: 3\nz: *x')).toEqual([
      { 'x.p': '1', 'x.q': '2', 'y.p': '1', 'y.q': '3', 'z.p': '1', 'z.q': '2' },
    ]);
  });

  it('keeps documents apart and leaves an empty text without any', () => {
    expect(flat('a: 1\n---\nb: 2\n')).toEqual([{ a: '1' }, { b: '2' }]);
    expect(flat('')).toEqual([]);
    expect(flat('# nothing')).toEqual([]);
  });

  it('tells the line of each key', () => {
    const parsed = yamlDocuments('a:\n  b: 1\n---\nc:\n  - d', 'a.yml');

    expect(parsed.kind === 'documents' && parsed.documents.flat().map(({ origin }) => origin)).toEqual([
      'a.yml (line 2)',
      'a.yml (line 5)',
    ]);
  });

  it.each([
    ['a: 1\na: 2', 2],
    ['a: 1\nb: 2: 3', 2],
    ['- a', 1],
  ])('refuses %j with its line', (text, line) => {
    expect(yamlDocuments(text, 'a.yml')).toMatchObject({ kind: 'broken', line });
  });

  it('does not quote the text in its reason', () => {
    const parsed = yamlDocuments('password: "a" hunter2\n', 'a.yml');

    expect(parsed).toMatchObject({ kind: 'broken' });
    expect(JSON.stringify(parsed)).not.toContain('hunter2');
  });
});
