/**
 * Characters that no XML 1.0 document can carry, not even as a reference: all but its `Char` (2.2), which are controls, U+FFFE,
 * U+FFFF and lone surrogates.
 */
export const UNSPEAKABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
/** All but what XStream writes as it is: besides those, the five named ones, CR, DEL and its like, U+FDD0 to U+FDEF. */
const SPECIAL = /[^\t\n !#-%(-;=?-~\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\u{10000}-\u{10ffff}]/u;
const EVERY_SPECIAL = new RegExp(SPECIAL, 'gu');

const NAMED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Whether XML 1.0 can carry the text. Java lets such text in and then answers documents that nobody else can read. */
export function isXmlText(text: string): boolean {
  return !UNSPEAKABLE.test(text);
}

/**
 * Element text as XStream escapes it: five named entities, CR and further controls as references (wire.md 2.3). Characters
 * that XML cannot carry are left out, a deliberate deviation.
 */
export function xmlText(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text.replace(EVERY_SPECIAL, (character) => {
    if (UNSPEAKABLE.test(character)) return '';
    return NAMED[character] ?? `&#x${character.charCodeAt(0).toString(16)};`;
  });
}
