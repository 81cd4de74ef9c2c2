import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { markUnspeakable, resolveMarks, resolveMarksInCdata } from './unspeakable-text.js';
import { isXmlText } from './xml-text.js';

/** Text of all that is special here, and of all that looks like it. */
const trickyText = fc.string({
  unit: fc.constantFrom(
    '\u0000',
    '\u001b',
    '\uffff',
    '\ud83d',
    '\ude00',
    '\ue000',
    '#',
    'x1b;',
    '1;',
    '&',
    'a',
    '\r',
    '😀',
  ),
});

describe('markUnspeakable', () => {
  it('leaves nothing in a document that XML cannot carry', () => {
    fc.assert(
      fc.property(trickyText, (text) => {
        expect(isXmlText(markUnspeakable(text))).toBe(true);
      }),
    );
  });

  it('is undone in CDATA, where no reference counts', () => {
    fc.assert(
      fc.property(trickyText, (text) => {
        expect(resolveMarksInCdata(markUnspeakable(text))).toBe(text);
      }),
    );
  });

  it('is undone in text, where references to such characters count', () => {
    fc.assert(
      fc.property(trickyText, (text) => {
        const meant = text.replace(/&#(?:x1b|1);/g, (reference) => (reference === '&#1;' ? '\u0001' : '\u001b'));
        expect(resolveMarks(markUnspeakable(text))).toBe(meant);
      }),
    );
  });

  it.each(['a', '&#xd;&#65;&#x1F600;', '&#x110000;&#99999999;', '&#;&#x;&#1b;', '&amp;#x1;', '\u007f\u0085\ufdd0\r\n'])(
    'leaves %j to the parser',
    (text) => {
      expect(markUnspeakable(text)).toBe(text);
    },
  );
});
