import type { Fields, PortFields } from '../decode/fields.js';
import type { Refusal } from '../decode/refusal.js';
import { isJsonObject, JsonNumber } from './json-value.js';
import type { JsonObject, JsonValue } from './json-value.js';

/** A scalar as text; undefined for an object or array, and for null, which means absent. */
function scalarText(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'string') return value;
  if (value instanceof JsonNumber) return value.text;
  return typeof value === 'boolean' ? String(value) : undefined;
}

/** A JSON object of the protocol. */
export class JsonFields implements Fields {
  readonly path: string;
  readonly #members: JsonObject;
  readonly #refusal: Refusal;

  constructor(members: JsonObject, path: string, refusal: Refusal) {
    this.#members = members;
    this.path = path;
    this.#refusal = refusal;
  }

  get isEmpty(): boolean {
    return this.#members.size === 0;
  }

  text(key: string, otherSpelling?: string): string | undefined {
    const present = otherSpelling === undefined ? key : this.#lastOf(key, otherSpelling);
    const value = this.#members.get(present);
    if (typeof value === 'string') return value;
    const text = scalarText(value);
    if (text === undefined && value !== undefined && value !== null) {
      this.#refusal.refuse('invalid', this.#pathOf(present), 'must be a text, number or boolean');
    }
    return text;
  }

  fields(key: string): Fields | undefined {
    const value = this.#members.get(key);
    if (value === undefined || value === null) return undefined;
    return this.#object(value, this.#pathOf(key));
  }

  /** Beside the object a bare number or numeric text is taken for the port (wire.md 1.5). */
  port(key: 'port' | 'securePort'): PortFields | undefined {
    if (!isJsonObject(this.#members.get(key))) {
      const number = this.text(key);
      return number === undefined ? undefined : { number, enabled: undefined };
    }
    const port = this.fields(key);
    return { number: port?.text('$'), enabled: port?.text('@enabled') };
  }

  list(key: string): readonly Fields[] {
    const value = this.#members.get(key);
    if (isJsonObject(value)) return [new JsonFields(value, this.#pathOf(key), this.#refusal)];
    return Array.isArray(value) ? this.#items(value, key) : [];
  }

  /** A list that must be there, and be an array. */
  array(key: string): readonly Fields[] {
    const value = this.#members.get(key);
    if (Array.isArray(value)) return this.#items(value, key);
    this.#refusal.refuse('invalid', this.#pathOf(key), 'must be an array');
    return [];
  }

  *entries(): Iterable<readonly [string, string]> {
    for (const [key, value] of this.#members) {
      if (key === '@class') continue;
      // Java stores the text for a value of null (wire-live.md 1)
      const text = value === null ? 'null' : scalarText(value);
      if (text === undefined) {
        this.#refusal.refuse('invalid', this.#pathOf(key), 'must be a text, number or boolean');
      } else {
        yield [key, text];
      }
    }
  }

  /** The one of two keys that comes last in the document; the first when there is neither. */
  #lastOf(key: string, other: string): string {
    if (!this.#members.has(other)) return key;
    if (!this.#members.has(key)) return other;
    return [...this.#members.keys()].findLast((member) => member === key || member === other) ?? key;
  }

  #items(values: readonly JsonValue[], key: string): readonly Fields[] {
    const items: Fields[] = [];
    for (const [index, value] of values.entries()) {
      const fields = this.#object(value, `${this.#pathOf(key)}[${index}]`);
      if (fields) items.push(fields);
    }
    return items;
  }

  #pathOf(key: string): string {
    return this.path === '' ? key : `${this.path}.${key}`;
  }

  #object(value: JsonValue, path: string): Fields | undefined {
    if (isJsonObject(value)) return new JsonFields(value, path, this.#refusal);
    return this.#refusal.refuse('invalid', path, 'must be an object');
  }
}
