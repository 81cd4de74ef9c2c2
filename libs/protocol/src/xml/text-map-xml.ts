import { deeper, element } from './element.js';
import type { LineBreak } from './element.js';
import { toFriendlyName } from './friendly-name.js';

/**
 * An element with one child per entry. Entries with an empty key are left out: no element name stands for them.
 * Without entries the element closes itself, with `emptyAttributes` (such as ` class="…"`) in it.
 */
export function textMapXml(
  lineBreak: LineBreak,
  name: string,
  entries: ReadonlyMap<string, string>,
  emptyAttributes = '',
): string {
  const inner = deeper(lineBreak);
  let children = '';
  for (const [key, value] of entries) {
    if (key !== '') children += element(inner, toFriendlyName(key), value);
  }
  if (children === '') return `${lineBreak}<${name}${emptyAttributes}/>`;
  return `${lineBreak}<${name}>${children}${lineBreak}</${name}>`;
}
