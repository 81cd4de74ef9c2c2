import { describe, expect, it } from '@jest/globals';
import { propertiesDocuments } from './properties-documents.js';

describe('properties documents', () => {
  it('reads keys, escapes and continued lines, with the line each starts on', () => {
    const parsed = propertiesDocuments('# head\r\na.b = one \\\r\n  two\r\n\r\nc\\ d:\\u0041\r\n', 'x.properties');

    expect(parsed).toEqual({
      kind: 'documents',
      documents: [
        [
          { name: 'a.b', value: 'one two', origin: 'x.properties (line 2)', isVariable: false },
          { name: 'c d', value: 'A', origin: 'x.properties (line 5)', isVariable: false },
        ],
      ],
    });
  });

  it('starts a document at #--- and at !---, not at other comments', () => {
    const parsed = propertiesDocuments('a=1\n#---\nb=2\n!---\nc=3\n#--- no\nd=4', 'x');

    expect(parsed.kind === 'documents' && parsed.documents.map((d) => d.map(({ name }) => name))).toEqual([
      ['a'],
      ['b'],
      ['c', 'd'],
    ]);
  });
});
