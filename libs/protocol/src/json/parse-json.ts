import type { Refusal } from '../decode/refusal.js';
import { JsonNumber } from './json-value.js';
import type { JsonValue } from './json-value.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const FIRST_PRINTABLE = 0x20;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = /[ \t\n\r]*/y;

/** The parser calls itself for each level, so no limit may go beyond what the stack surely holds. */
const HIGHEST_DEPTH = 1000;

/** V8 keeps the whole document alive for a slice of at least this length. */
const SLICE_LENGTH = 13;

function detached(slice: string): string {
  return slice.length < SLICE_LENGTH ? slice : ` ${slice}`.slice(1);
}

const KEY_PLACES = 256;

/** A small hash of a key by its length and its outer characters. */
function placeOf(text: string, start: number, end: number): number {
  return (text.charCodeAt(start) * 31 + text.charCodeAt(end - 1) + (end - start) * 7) & (KEY_PLACES - 1);
}

/**
 * A JSON parser that keeps what `JSON.parse` drops: the source text of numbers and the order of integer-like keys. Like
 * Java's it takes a byte order mark in front and ends with the first value, whatever follows (wire.md 1.11).
 */
class JsonParser {
  readonly #text: string;
  readonly #maxDepth: number;
  readonly #refusal: Refusal;
  /** The last key seen at each place that `placeOf` gives: nearly all keys of a registry repeat. */
  readonly #keys: (string | undefined)[] = Array.from({ length: KEY_PLACES });
  #at = 0;

  constructor(text: string, maxDepth: number, refusal: Refusal) {
    this.#text = text;
    this.#maxDepth = Math.min(maxDepth, HIGHEST_DEPTH);
    this.#refusal = refusal;
  }

  document(): JsonValue | undefined {
    if (this.#text.startsWith('\uFEFF')) this.#at = 1;
    return this.#value(0);
  }

  #unexpected(): undefined {
    const found = this.#at < this.#text.length ? 'unexpected character' : 'unexpected end';
    return this.#refusal.refuse('malformed', '', `not JSON: ${found} at offset ${this.#at}`);
  }

  /** The next character that is no white space, not consumed; '' at the end. */
  #peek(): string {
    if (this.#text.charCodeAt(this.#at) <= FIRST_PRINTABLE) {
      SPACE.lastIndex = this.#at;
      SPACE.test(this.#text);
      this.#at = SPACE.lastIndex;
    }
    return this.#text.charAt(this.#at);
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#at++;
    return true;
  }

  #value(depth: number): JsonValue | undefined {
    switch (this.#peek()) {
      case '"':
        return this.#string();
      case '{':
        return this.#nested(depth, (inner) => this.#object(inner));
      case '[':
        return this.#nested(depth, (inner) => this.#array(inner));
      case 't':
        return this.#word('true', true);
      case 'f':
        return this.#word('false', false);
      case 'n':
        return this.#word('null', null);
      default:
        return this.#number();
    }
  }

  #nested(depth: number, read: (depth: number) => JsonValue | undefined): JsonValue | undefined {
    if (depth >= this.#maxDepth) return this.#refusal.refuse('too-deep', '', `nested deeper than ${this.#maxDepth}`);
    this.#at++;
    return read(depth + 1);
  }

  #object(depth: number): JsonValue | undefined {
    const members = new Map<string, JsonValue>();
    if (this.#take('}')) return members;
    do {
      const key = this.#key();
      if (key === undefined) return undefined;
      if (!this.#take(':')) return this.#unexpected();
      const value = this.#value(depth);
      if (value === undefined) return undefined;
      members.set(key, value);
    } while (this.#take(','));
    return this.#take('}') ? members : this.#unexpected();
  }

  /** A key that was seen before is not made again. None of them has an escape in it, so `startsWith` compares rightly. */
  #key(): string | undefined {
    if (this.#peek() !== '"') return this.#unexpected();
    const start = this.#at + 1;
    const end = this.#text.indexOf('"', start);
    const place = placeOf(this.#text, start, end);
    const known = this.#keys[place];
    if (known !== undefined && known.length === end - start && this.#text.startsWith(known, start)) {
      this.#at = end + 1;
      return known;
    }
    const key = this.#string();
    if (key !== undefined && key.length === end - start) this.#keys[place] = key;
    return key;
  }

  #array(depth: number): JsonValue | undefined {
    const values: JsonValue[] = [];
    if (this.#take(']')) return values;
    do {
      const value = this.#value(depth);
      if (value === undefined) return undefined;
      values.push(value);
    } while (this.#take(','));
    return this.#take(']') ? values : this.#unexpected();
  }

  #string(): string | undefined {
    const start = this.#at + 1;
    for (let end = start; end < this.#text.length; end++) {
      const code = this.#text.charCodeAt(end);
      if (code === QUOTE) {
        this.#at = end + 1;
        return detached(this.#text.slice(start, end));
      }
      if (code === BACKSLASH) return this.#escapedString(end);
      if (code < FIRST_PRINTABLE) {
        this.#at = end;
        return this.#unexpected();
      }
    }
    this.#at = this.#text.length;
    return this.#unexpected();
  }

  /** A string with escapes, the first of them at `firstEscape`; only such a string is left to `JSON.parse`. */
  #escapedString(firstEscape: number): string | undefined {
    let end = firstEscape;
    while (end < this.#text.length && this.#text.charCodeAt(end) !== QUOTE) {
      end += this.#text.charCodeAt(end) === BACKSLASH ? 2 : 1;
    }
    try {
      const value: unknown = JSON.parse(this.#text.slice(this.#at, end + 1));
      if (typeof value !== 'string') return this.#unexpected();
      this.#at = end + 1;
      return value;
    } catch {
      return this.#unexpected();
    }
  }

  #word<T extends boolean | null>(word: string, value: T): T | undefined {
    if (!this.#text.startsWith(word, this.#at)) return this.#unexpected();
    this.#at += word.length;
    return value;
  }

  #number(): JsonNumber | undefined {
    NUMBER.lastIndex = this.#at;
    const match = NUMBER.exec(this.#text);
    if (!match) return this.#unexpected();
    this.#at = NUMBER.lastIndex;
    return new JsonNumber(detached(match[0]));
  }
}

/** The first JSON value of a text; undefined, with the reason noted, when there is none. */
export function parseJson(text: string, maxDepth: number, refusal: Refusal): JsonValue | undefined {
  return new JsonParser(text, maxDepth, refusal).document();
}
