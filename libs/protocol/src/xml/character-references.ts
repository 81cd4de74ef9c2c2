const REFERENCE = /&(?:#(\d{1,8})|#x([0-9a-fA-F]{1,8})|([A-Za-z]\w*));|&/g;

const PREDEFINED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

const HIGHEST_CODE_POINT = 0x10_ffff;

/**
 * Text with its references resolved: the five predefined entities and character numbers, nothing else, and each once, so
 * that a text can only become shorter. Undefined when there is any other `&`.
 */
export function resolveReferences(text: string): string | undefined {
  if (!text.includes('&')) return text;
  let isSound = true;
  const resolved = text.replace(REFERENCE, (reference, decimal?: string, hex?: string, name?: string) => {
    const number = decimal ?? hex;
    if (number !== undefined) {
      const codePoint = Number.parseInt(number, hex === undefined ? 10 : 16);
      if (codePoint <= HIGHEST_CODE_POINT) return String.fromCodePoint(codePoint);
    }
    const character = name === undefined ? undefined : PREDEFINED.get(name);
    if (character === undefined) isSound = false;
    return character ?? reference;
  });
  return isSound ? resolved : undefined;
}
