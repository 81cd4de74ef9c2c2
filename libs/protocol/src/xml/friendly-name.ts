import { NAME_LATER_RANGES, NAME_START_RANGES } from './name-characters.js';

/** Names that need no escape: the common case. */
const PLAIN_NAME = /^[A-Za-z:][A-Za-z0-9.:-]*$/;
const ESCAPE = /__|_-|_\.([0-9a-fA-F]{4})/g;

const START = 1;
const LATER = 2;

function nameTable(): Uint8Array {
  const table = new Uint8Array(0x1_0000);
  for (const [ranges, mark] of [
    [NAME_START_RANGES, START],
    [NAME_LATER_RANGES, LATER],
  ] as const) {
    for (const range of ranges.split(' ')) {
      const [first, last = first] = range.split('-').map((hex) => Number.parseInt(hex, 16));
      table.fill(mark, first, (last ?? 0) + 1);
    }
  }
  return table;
}

const NAME_TABLE = nameTable();

/**
 * A metadata key as element name, escaped as XStream does, UTF-16 unit by unit: `_` → `__`, `$` → `_-`, what a name cannot
 * hold at that place → `_.` and four hexadecimal digits (wire.md 2.3). The empty key has no name.
 */
export function toFriendlyName(key: string): string {
  if (PLAIN_NAME.test(key)) return key;
  let name = '';
  for (let index = 0; index < key.length; index++) {
    const unit = key.charAt(index);
    const code = key.charCodeAt(index);
    const kind = NAME_TABLE[code];
    if (unit === '_') name += '__';
    else if (unit === '$') name += '_-';
    else if (kind === START || (kind === LATER && index > 0)) name += unit;
    else name += `_.${code.toString(16).padStart(4, '0')}`;
  }
  return name;
}

/** The key that an element name stands for; a `_` that begins no escape stays. */
export function fromFriendlyName(name: string): string {
  if (!name.includes('_')) return name;
  return name.replace(ESCAPE, (escape, hex: string | undefined) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return escape === '__' ? '_' : '$';
  });
}
