import { integerType, MOST_INT, numberType } from '../options/value-type.js';
import type { ValueType } from '../options/value-type.js';

export const count = integerType(0, MOST_INT);
export const positiveCount = integerType(1, MOST_INT);
export const milliseconds = integerType(1, MOST_INT);
export const portType = integerType(1, 65_535);
export const statusCodeType = integerType(100, 599);
export const shareType = numberType(0, 1);
export const loadType = numberType(0, MOST_INT);

function textThat(name: string, allowed: string, read: (trimmed: string) => string | undefined): ValueType<string> {
  return {
    name,
    allowed,
    read: (text) => {
      const trimmed = text.trim();
      const value = read(trimmed);
      if (value !== undefined) return { kind: 'value', value };
      return trimmed === '' ? { kind: 'blank' } : { kind: 'wrong' };
    },
  };
}

/** What HTTP allows as the name of a header or a cookie. */
export const headerNameType = textThat('name', 'a name of letters, digits and dashes, such as X-SC-LB-Hint', (text) =>
  /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(text) ? text : undefined,
);

/** Where a probe goes; Spring takes an empty path for: no request. */
export const probePathType = textThat(
  'path | none',
  'a path that starts with a slash, such as /health, or none',
  (text) => {
    if (text === '' || text.toLowerCase() === 'none') return 'none';
    return /^\/[^\s#\p{Cc}]*$/u.test(text) ? text : undefined;
  },
);

/** `host:port` of Ribbon's `listOfServers`, also with `http://` or `https://` in front (client.md 6.1). */
export const serverType = textThat('host:port', 'host:port, separated by commas', (text) => {
  const isServer = /^(https?:\/\/)?(\[[\da-f:.]+\]|[^\s/:@?#[\]]+)(:\d{1,5})?\/?$/i.test(text);
  return isServer && URL.canParse(text.replace(/^(https?:\/\/)?/i, 'http://')) ? text : undefined;
});

/** A class of Ribbon's or Spring's, with or without its package; read as the name alone. */
export function classNameType<T extends string>(names: readonly T[]): ValueType<T> {
  return {
    name: names.join(' | '),
    allowed: `${names.join(', ')}, with or without a package; a class of your own is given in code`,
    read: (text) => {
      const trimmed = text.trim();
      if (trimmed === '') return { kind: 'blank' };
      const [, name] = /^(?:(?:com\.netflix|org\.springframework\.cloud)\.(?:\w+\.)*)?(\w+)$/.exec(trimmed) ?? [];
      const value = names.find((known) => known === name);
      return value === undefined ? { kind: 'wrong' } : { kind: 'value', value };
    },
  };
}
