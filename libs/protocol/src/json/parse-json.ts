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

/**
 * A JSON parser that keeps what `JSON.parse` drops: the source text of numbers and the order of integer-like keys. Like
 * Java's it takes a byte order mark in front and ends with the first value, whatever follows (wire.md 1.11).
 */
class JsonParser {
  readonly #text: string;
  readonly #maxDepth: number;
  readonly #refusal: Refusal;
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
      const key = this.#peek() === '"' ? this.#string() : this.#unexpected();
      if (key === undefined) return undefined;
      if (!this.#take(':')) return this.#unexpected();
      const value = this.#value(depth);
      if (value === undefined) return undefined;
      members.set(key, value);
    } while (this.#take(','));
    return this.#take('}') ? members : this.#unexpected();
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
