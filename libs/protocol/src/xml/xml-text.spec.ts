import { describe, expect, it } from '@jest/globals';
import { isXmlText, xmlText } from './xml-text.js';

describe('element text', () => {
  it.each([
    ['plain text, 日本 😀', 'plain text, 日本 😀'],
    [`<b> & "q" 'a'`, '&lt;b&gt; &amp; &quot;q&quot; &apos;a&apos;'],
    ['a\tb\nc\rd', 'a\tb\nc&#xd;d'],
    ['\u007f\u0085\ufdd0', '&#x7f;&#x85;&#xfdd0;'],
    ['a\u0000b\u001b[31m\ufffe\uffff', 'ab[31m'],
    ['\ud83d lone \ude00', ' lone '],
  ])('of %j is %j', (text, written) => {
    expect(xmlText(text)).toBe(written);
  });

  it.each(['', 'a', '\t\n\r', '\u007f', '😀', '\ufffd'])('can carry %j', (text) => {
    expect(isXmlText(text)).toBe(true);
  });

  it.each(['\u0000', 'a\u0008', '\u000b', '\u001f', '\ufffe', '\uffff', '\ud800', 'a\udc00b'])(
    'cannot carry %j',
    (text) => {
      expect(isXmlText(text)).toBe(false);
    },
  );
});
