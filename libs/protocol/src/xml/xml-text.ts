/** Characters that no XML 1.0 document can carry, not even as a reference: controls, U+FFFE, U+FFFF, lone surrogates. */
// oxlint-disable-next-line no-control-regex -- these are the characters meant
const UNSPEAKABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;
// oxlint-disable-next-line no-control-regex -- these are the characters meant
const SPECIAL = /[&<>"'\r\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]|\p{Surrogate}/u;
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
