import { plainText } from '../sources/plain-text.js';

/** What came of reading a text as a value. */
export type ReadValue<T> =
  | { readonly kind: 'value'; readonly value: T }
  /** Nothing but blanks: as if the key were not set, as Spring converts it. */
  | { readonly kind: 'blank' }
  | { readonly kind: 'wrong' };

/** How one text becomes one value. */
export interface ValueType<T> {
  /** For the documents: `boolean`, `integer`, ... */
  readonly name: string;
  /** For faults: `a whole number from 0 to 65535`. */
  readonly allowed: string;
  readonly read: (text: string) => ReadValue<T>;
}

/** The greatest Java `int`; also the longest delay a timer takes. */
export const MOST_INT = 2_147_483_647;

function unlessBlank<T>(read: (text: string) => T | undefined): (text: string) => ReadValue<T> {
  return (text) => {
    const trimmed = text.trim();
    if (trimmed === '') {
      return { kind: 'blank' };
    }
    const value = read(trimmed);
    return value === undefined ? { kind: 'wrong' } : { kind: 'value', value };
  };
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'on', 'yes', '1'].map((word) => [word, true] as const),
  ...['false', 'off', 'no', '0'].map((word) => [word, false] as const),
]);

/** The words Spring takes for true and false. */
export const booleanType: ValueType<boolean> = {
  name: 'boolean',
  allowed: 'true or false',
  read: unlessBlank((text) => BOOLEANS.get(text.toLowerCase())),
};

export function integerType(least: number, most: number): ValueType<number> {
  return {
    name: 'integer',
    allowed: `a whole number from ${least} to ${most}`,
    read: unlessBlank((text) => {
      const value = /^[-+]?\d+$/.test(text) ? Number(text) : Number.NaN;
      return value >= least && value <= most ? value : undefined;
    }),
  };
}

export function numberType(least: number, most: number): ValueType<number> {
  return {
    name: 'number',
    allowed: `a number from ${least} to ${most}`,
    read: unlessBlank((text) => {
      const value = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
      return value >= least && value <= most ? value : undefined;
    }),
  };
}

const DURATION_UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** `PT1H2M3.5S` and its parts, as Java's `Duration` reads them. */
const ISO_DURATION = /^P(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i;

function durationMs(text: string): number | undefined {
  const [, amount = '', unit = 'ms'] = /^\+?(\d+)(ns|us|ms|s|m|h|d)?$/i.exec(text) ?? [];
  if (amount !== '') {
    return Number(amount) * (DURATION_UNITS[unit.toLowerCase()] ?? 1);
  }
  const [whole = 'P', days = 0, hours = 0, minutes = 0, seconds = 0] = ISO_DURATION.exec(text) ?? [];
  return whole.toUpperCase() === 'P'
    ? undefined
    : ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1_000;
}

/** A time as Spring writes it, in ms: a number of ms, or `25s`, `1m`, `PT25S`. */
export function durationType(leastMs: number): ValueType<number> {
  return {
    name: 'duration',
    allowed: `a duration such as 500ms, 25s or 1m, from ${leastMs} to ${MOST_INT} ms`,
    read: unlessBlank((text) => {
      const value = durationMs(text);
      return value !== undefined && value >= leastMs && value <= MOST_INT ? value : undefined;
    }),
  };
}

export const textType: ValueType<string> = {
  name: 'text',
  allowed: 'a text',
  read: unlessBlank((text) => text),
};

/** A text that is taken to the letter, blanks included: metadata, passwords. */
export const literalType: ValueType<string> = {
  name: 'text',
  allowed: 'a text',
  read: (text) => ({ kind: 'value', value: text }),
};

export function enumType<T extends string>(...words: readonly T[]): ValueType<T> {
  return {
    name: words.join(' | '),
    allowed: words.length === 1 ? String(words[0]) : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`,
    read: unlessBlank((text) => words.find((word) => word.toLowerCase() === text.toLowerCase())),
  };
}

/** A path below which something is mounted: `''` for the root, otherwise `/path` without a slash at the end. */
export const mountType: ValueType<string> = {
  name: 'path',
  allowed: 'a path that starts with a slash, such as /eureka',
  read: unlessBlank((text) => (/^\/[^\s?#]*$/.test(text) ? text.replace(/\/+$/, '') : undefined)),
};

/** A path of a page; a slash in front may be left out, as Spring's dashboard allows. */
export const pagePathType: ValueType<string> = {
  name: 'path',
  allowed: 'a path, such as /dashboard',
  read: unlessBlank((text) => (/^[^\s?#]+$/.test(text) ? `/${text.replace(/^\/+|\/+$/g, '')}` : undefined)),
};

/** Five fields, or six with seconds in front. Whether each field means something is for the scheduler to say. */
export const cronType: ValueType<string> = {
  name: 'cron expression',
  allowed: 'a cron expression of five fields, or six with seconds in front',
  read: unlessBlank((text) => (/^([\d*/,\-A-Za-z?LW#]+\s+){4,5}[\d*/,\-A-Za-z?LW#]+$/.test(text) ? text : undefined)),
};

/** A service URL; it ends with a slash afterwards, as Spring's client completes it. */
export const serviceUrlType: ValueType<string> = {
  name: 'URL',
  allowed: 'http or https URLs, such as http://host:8761/eureka/, separated by commas',
  read: unlessBlank((text) =>
    /^https?:\/\/[^\s/]/i.test(text) && URL.canParse(text) ? text.replace(/\/*$/, '/') : undefined,
  ),
};

/** Whether, or after how many ms, a start without a registry fails: `true`, `false` or a number, as text. */
export const failFastType: ValueType<string> = {
  name: 'boolean | integer',
  allowed: 'true, false or a number of milliseconds',
  read: unlessBlank((text) =>
    /^\d{1,9}$/.test(text) ? String(Number(text)) : BOOLEANS.get(text.toLowerCase())?.toString(),
  ),
};

/** A regular expression, as text. */
export const patternType: ValueType<string> = {
  name: 'pattern',
  allowed: 'a regular expression',
  read: unlessBlank((text) => {
    try {
      return new RegExp(text).source;
    } catch {
      return undefined;
    }
  }),
};

/** The entries of a JSON object whose values are plain; undefined where the text is something else. */
export function jsonEntries(text: string): ReadonlyMap<string, string> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
      return undefined;
    }
    const entries = Object.entries(parsed).map(([key, value]) => [key, plainText(value)] as const);
    return entries.every((entry): entry is readonly [string, string] => entry[1] !== undefined)
      ? new Map(entries)
      : undefined;
  } catch {
    return undefined;
  }
}

/** A JSON object of plain values, as text. */
export const jsonTextType: ValueType<string> = {
  name: 'JSON object',
  allowed: 'a JSON object of texts, numbers and booleans, such as {"zone": "east"}',
  read: unlessBlank((text) => (jsonEntries(text) === undefined ? undefined : text)),
};
