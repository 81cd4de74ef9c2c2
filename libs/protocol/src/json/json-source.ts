import { isJsonObject, memberOf } from './json-value.js';
import type { JsonValue } from './json-value.js';
import { stringEnd } from './string-end.js';

const STRING_OR_NUMBER = /["\d-]/g;
const NUMBER = /[\d.eE+-]+/y;

/**
 * The same JSON with a blank in front of every string and key, and with numbers as strings without one. The blank that joins
 * the pieces comes behind an opening quote, or behind a number, where white space means nothing.
 */
function marked(json: string): string {
  const pieces: string[] = [];
  let at = 0;
  STRING_OR_NUMBER.lastIndex = 0;
  while (STRING_OR_NUMBER.test(json)) {
    const start = STRING_OR_NUMBER.lastIndex - 1;
    if (json[start] === '"') {
      pieces.push(json.slice(at, start + 1));
      at = start + 1;
      STRING_OR_NUMBER.lastIndex = stringEnd(json, start);
    } else {
      NUMBER.lastIndex = start;
      NUMBER.test(json);
      pieces.push(`${json.slice(at, start)}"${json.slice(start, NUMBER.lastIndex)}"`);
      at = NUMBER.lastIndex;
      STRING_OR_NUMBER.lastIndex = at;
    }
  }
  pieces.push(json.slice(at));
  return pieces.join(' ');
}

/**
 * A place in a JSON document that gives what `JSON.parse` drops: the source text of numbers, and the order of integer-like
 * keys, which objects of JavaScript put first. The document is read for it again, once and only when something is asked for.
 */
export class JsonSource {
  readonly #find: () => JsonValue | undefined;

  private constructor(find: () => JsonValue | undefined) {
    this.#find = find;
  }

  /** The root of a document, whose text must be JSON. */
  static of(text: string): JsonSource {
    let root: JsonValue | undefined;
    return new JsonSource(() => (root ??= JSON.parse(marked(text)) as JsonValue));
  }

  member(key: string): JsonSource {
    return new JsonSource(() => {
      const value = this.#find();
      return isJsonObject(value) ? memberOf(value, ` ${key}`) : undefined;
    });
  }

  item(index: number): JsonSource {
    return new JsonSource(() => {
      const value = this.#find();
      return Array.isArray(value) ? (value as readonly JsonValue[])[index] : undefined;
    });
  }

  /** The text of the number at this place. */
  number(): string | undefined {
    const value = this.#find();
    return typeof value === 'string' && !value.startsWith(' ') ? value : undefined;
  }

  /** The members of the object at this place in the order of the document, numbers as texts. */
  entries(): readonly (readonly [key: string, value: JsonValue])[] {
    const value = this.#find();
    if (!isJsonObject(value)) return [];
    return Object.entries(value).map(([key, member]) => [
      key.slice(1),
      typeof member === 'string' && member.startsWith(' ') ? member.slice(1) : member,
    ]);
  }
}
