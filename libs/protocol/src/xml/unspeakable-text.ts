import { isXmlText, UNSPEAKABLE } from './xml-text.js';

/** Stands where a character was that no XML parser lets pass; of the private use area, and doubled where it means itself. */
const MARK = '\ue000';
const RAW = new RegExp(UNSPEAKABLE, 'gu');
const REFERENCE = /&#(x[0-9a-fA-F]{1,8}|\d{1,8});/g;
const MARKED = /\ue000(?:\ue000|(#?)(x[0-9a-fA-F]+|\d+);)/g;

const HIGHEST_CODE_POINT = 0x10_ffff;

function codePointOf(digits: string): number {
  return digits.startsWith('x') ? Number.parseInt(digits.slice(1), 16) : Number(digits);
}

function isUnspeakable(codePoint: number): boolean {
  return codePoint <= HIGHEST_CODE_POINT && !isXmlText(String.fromCodePoint(codePoint));
}

/**
 * A document that a conforming parser reads, although a Java server let in characters that XML cannot carry and wrote them,
 * raw or as references (wire.md 2.3): refusing it would lose all neighbours of such an instance. Each of them is replaced by
 * a mark, to be resolved in what the parser gives; in names a mark is a fault as the character would be.
 */
export function markUnspeakable(document: string): string {
  if (!document.includes(MARK) && !document.includes('&#') && isXmlText(document)) return document;
  return document
    .replaceAll(MARK, MARK + MARK)
    .replace(RAW, (character) => `${MARK}x${character.charCodeAt(0).toString(16)};`)
    .replace(REFERENCE, (reference, digits: string) =>
      isUnspeakable(codePointOf(digits)) ? `${MARK}#${digits};` : reference,
    );
}

/** Text or attribute value of a marked document as it was meant. */
export function resolveMarks(text: string): string {
  if (!text.includes(MARK)) return text;
  return text.replace(MARKED, (_, _kind?: string, digits?: string) =>
    digits === undefined ? MARK : String.fromCodePoint(codePointOf(digits)),
  );
}

/** CDATA of a marked document as it was meant: what looks like a reference is none there. */
export function resolveMarksInCdata(text: string): string {
  if (!text.includes(MARK)) return text;
  return text.replace(MARKED, (_, kind?: string, digits?: string) => {
    if (digits === undefined) return MARK;
    return kind === '#' ? `&#${digits};` : String.fromCodePoint(codePointOf(digits));
  });
}
