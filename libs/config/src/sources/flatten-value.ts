import { plainText } from './plain-text.js';
import type { Property } from './property.js';

/** Lists the leaves of a value from JSON or code as dotted properties; undefined leaves are left out. */
export function flattenValue(value: unknown, name: string, origin: string): readonly Property[] {
  if (value === undefined) {
    return [];
  }
  if (value === null) {
    return [{ name, value: '', origin, isVariable: false }];
  }
  if (typeof value === 'object') {
    const isList = Array.isArray(value);
    const entries: [unknown, unknown][] = value instanceof Map ? [...value] : Object.entries(value);
    if (entries.length === 0 && name !== '') {
      return [{ name, value: '', origin, isVariable: false }];
    }
    return entries.flatMap(([key, child]) => {
      const bracketed = isList || value instanceof Map || (name !== '' && /[.[\]]/.test(String(key)));
      const step = bracketed ? `[${String(key)}]` : `${name === '' ? '' : '.'}${String(key)}`;
      return flattenValue(child, name + step, origin);
    });
  }
  const text = plainText(value);
  return text === undefined ? [] : [{ name, value: text, origin, isVariable: false }];
}
