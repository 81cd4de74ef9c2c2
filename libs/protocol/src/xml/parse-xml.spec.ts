import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Refusal } from '../decode/refusal.js';
import type { DecodeFault } from '../decode-result.js';
import { speakableText } from '../../spec-support/arbitraries.js';
import { element } from './element.js';
import { parseXml } from './parse-xml.js';
import type { XmlElement } from './xml-element.js';

function parse(text: string, maxDepth = 10): XmlElement | DecodeFault {
  const refusal = new Refusal();
  const result = refusal.result(
    parseXml(text, maxDepth, refusal) ?? { name: '', attributes: new Map(), children: [], text: '' },
  );
  return result.ok ? result.value : result.fault;
}

describe('parseXml', () => {
  it('reads elements, attributes and text without trimming', () => {
    expect(parse('<a x="1" y=\'"2"\'> t <b/>u<b>v</b>\n</a>')).toEqual({
      name: 'a',
      attributes: new Map([
        ['x', '1'],
        ['y', '"2"'],
      ]),
      text: ' t u\n',
      children: [
        { name: 'b', attributes: new Map(), children: [], text: '' },
        { name: 'b', attributes: new Map(), children: [], text: 'v' },
      ],
    });
  });

  it('reads any text that the writer wrote', () => {
    fc.assert(
      fc.property(speakableText, (text) => {
        expect(parse(element('', 'a', text))).toMatchObject({ name: 'a', text });
      }),
    );
  });

  it.each([
    ['a declaration', '<?xml version="1.0" encoding="UTF-8"?>\n<a>t</a>'],
    ['a byte order mark', '\uFEFF<a>t</a>'],
    ['comments', '<!-- <b> --><a><!-- & -->t</a><!-- -->'],
    ['instructions', '<?go?><a><?go > ?>t</a> '],
    ['CDATA', '<a><![CDATA[t]]></a>'],
    ['references', '<a>&#116;</a>'],
    ['hexadecimal references', '<a>&#x74;</a>'],
    ['namespace declarations', '<a xmlns="urn:x" xmlns:y="urn:y">t</a>'],
    ['a declaration of XML 1.1', '<?xml version="1.1"?><a>t</a>'],
    ['a prefix that nothing declares', '<a x:y="1">t</a>'],
  ])('passes over %s', (_, text) => {
    expect(parse(text)).toMatchObject({ name: 'a', text: 't' });
  });

  it.each([
    ['&lt;&gt;&amp;&quot;&apos;', `<>&"'`],
    ['&#128512;&#x1F600;', '😀😀'],
    ['&amp;lt;', '&lt;'],
    ['a\r\nb\rc&#xd;', 'a\nb\nc\r'],
    ['<![CDATA[<b>&amp;]] >]]>', '<b>&amp;]] >'],
    ['a<![CDATA[b]]>c<!-- d -->e<?f?>g', 'abceg'],
    ['\u0085\u2028', '\u0085\u2028'],
    // characters that XML cannot carry, as Java writes them
    ['a&#x1;b&#0;', 'a\u0001b\u0000'],
    ['\u001b\ue000&#xfffe;', '\u001b\ue000\ufffe'],
    ['<!-- \u0001 -->&amp;#x1;<![CDATA[&#x1;\u0001]]>', '&#x1;&#x1;\u0001'],
  ])('reads the text %j as %j', (written, text) => {
    expect(parse(`<a>${written}</a>`)).toMatchObject({ text });
  });

  it.each(['__proto__', 'constructor', 'toString', 'a:b', 'é-1.x', '_.0031st'])(
    'knows no reserved names: %s',
    (name) => {
      expect(parse(`<a><${name} ${name}="1">t</${name}></a>`)).toMatchObject({
        children: [{ name, text: 't', attributes: new Map([[name, '1']]) }],
      });
    },
  );

  it.each([
    '',
    ' ',
    'text',
    '<a',
    '<a>',
    '</a>',
    '<a></b>',
    '<a><b></a></b>',
    '<a/><b/>',
    '<a/>text',
    'text<a/>',
    '<a/><![CDATA[text]]>',
    '<1/>',
    '<-/>',
    '<>x</>',
    '< a/>',
    '<a x/>',
    '<a x=1/>',
    '<a x="<"/>',
    '<a x="1"y="2"/>',
    '<a x="1" x="2"/>',
    '<a x="&u;"/>',
    '<a\u0001/>',
    '<a \u0001="1"/>',
    '<a&#x1;/>',
    '<a>]]></a>',
    '<a><!-- -- --></a>',
    '<a/><?xml version="1.0"?>',
    '<a>&constructor;</a>',
    '<a>&unknown;</a>',
    '<a>a & b</a>',
    '<a>&#x110000;</a>',
    '<a>&#;</a>',
    '<a><!-- </a>',
    '<a><![CDATA[ </a>',
    '<a><? </a>',
    '<a><!ELEMENT b></a>',
  ])('refuses %j as malformed', (text) => {
    expect(parse(text)).toMatchObject({ kind: 'malformed' });
  });

  it('refuses a DOCTYPE before any of its entities could grow', () => {
    const laughs = `<!DOCTYPE a [<!ENTITY l "ha"><!ENTITY m "&l;&l;&l;">]><a>&m;</a>`;
    expect(parse(laughs)).toEqual({ kind: 'invalid', path: '', message: 'a DOCTYPE is refused' });
    expect(parse('<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>')).toMatchObject({
      kind: 'invalid',
    });
  });

  it('keeps attribute values apart from each other and from the next element', () => {
    const attributes = (entries: Readonly<Record<string, string>>) => new Map(Object.entries(entries));
    expect(parse('<a x="&#x1;&lt;"><b y=""/><c/></a>')).toMatchObject({
      attributes: attributes({ x: '\u0001<' }),
      children: [{ attributes: attributes({ y: '' }) }, { attributes: attributes({}) }],
    });
  });

  it('reads nothing out of a DOCTYPE, wherever it stands and however it goes on', () => {
    const documents = ['<a/><!DOCTYPE a>', '<!DOCTYPE a [<!ENTITY e "', '<a><!DOCTYPE a></a>'];
    for (const document of documents) expect(parse(document)).toMatchObject({ kind: 'malformed' });
  });

  it('allows exactly the depth it is given', () => {
    expect(parse('<a><b><c/></b></a>', 3)).toMatchObject({ name: 'a' });
    expect(parse('<a><b><c/></b></a>', 2)).toMatchObject({ kind: 'too-deep' });
    expect(parse('<a>'.repeat(1_000_000), 32)).toMatchObject({ kind: 'too-deep' });
  });
});
