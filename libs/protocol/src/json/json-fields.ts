import type { Fields, PortFields } from '../decode/fields.js';
import type { Refusal } from '../decode/refusal.js';
import type { JsonSource } from './json-source.js';
import { isJsonObject, memberOf } from './json-value.js';
import type { JsonObject, JsonValue } from './json-value.js';

const INTEGER_LIKE = /^\d+$/;

/** A scalar as text, numbers as JavaScript writes them; undefined for what is none, and for null, which means absent. */
function scalarText(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

type Member = readonly [key: string, value: JsonValue];

/** Whether JavaScript lost something of a map: the text of a number, or the order when keys look like integers. */
function isInexact(members: readonly Member[]): boolean {
  const [[first] = ['']] = members;
  return INTEGER_LIKE.test(first) || members.some(([, value]) => typeof value === 'number');
}

function isTextMember(member: Member): member is readonly [string, string] {
  return typeof member[1] === 'string' && member[0] !== '@class';
}

/** A JSON object of the protocol. */
export class JsonFields implements Fields {
  readonly path: string;
  readonly #members: JsonObject;
  readonly #source: JsonSource;
  readonly #refusal: Refusal;

  constructor(members: JsonObject, source: JsonSource, path: string, refusal: Refusal) {
    this.#members = members;
    this.#source = source;
    this.path = path;
    this.#refusal = refusal;
  }

  get isEmpty(): boolean {
    return Object.keys(this.#members).length === 0;
  }

  text(key: string, otherSpelling?: string): string | undefined {
    const present = otherSpelling === undefined ? key : this.#lastOf(key, otherSpelling);
    const value = memberOf(this.#members, present);
    if (typeof value === 'string') return value;
    return typeof value === 'number' ? this.#source.member(present).number() : this.#scalar(value, present);
  }

  number(key: string, otherSpelling?: string): string | undefined {
    const present = otherSpelling === undefined ? key : this.#lastOf(key, otherSpelling);
    return this.#scalar(memberOf(this.#members, present), present);
  }

  fields(key: string): Fields | undefined {
    const value = memberOf(this.#members, key);
    if (value === undefined || value === null) return undefined;
    return this.#object(value, this.#source.member(key), this.#pathOf(key));
  }

  /** Beside the object a bare number or numeric text is taken for the port (wire.md 1.5). */
  port(key: 'port' | 'securePort'): PortFields | undefined {
    if (!isJsonObject(memberOf(this.#members, key))) {
      const number = this.number(key);
      return number === undefined ? undefined : { number, enabled: undefined };
    }
    const port = this.fields(key);
    return { number: port?.number('$'), enabled: port?.number('@enabled') };
  }

  list(key: string): readonly Fields[] {
    const value = memberOf(this.#members, key);
    if (isJsonObject(value)) {
      return [new JsonFields(value, this.#source.member(key), this.#pathOf(key), this.#refusal)];
    }
    return Array.isArray(value) ? this.#items(value, key) : [];
  }

  /** A list that must be there, and be an array. */
  array(key: string): readonly Fields[] {
    const value = memberOf(this.#members, key);
    if (Array.isArray(value)) return this.#items(value, key);
    this.#refusal.refuse('invalid', this.#pathOf(key), 'must be an array');
    return [];
  }

  entries(): readonly (readonly [string, string])[] {
    const parsed = Object.entries(this.#members);
    const members: readonly Member[] = isInexact(parsed) ? this.#source.entries() : parsed;
    return members.every(isTextMember) ? members : this.#asTexts(members);
  }

  #asTexts(members: readonly Member[]): readonly (readonly [string, string])[] {
    const texts: (readonly [string, string])[] = [];
    for (const [key, value] of members) {
      if (key === '@class') continue;
      // Java stores the text for a value of null (wire-live.md 1)
      const text = value === null ? 'null' : scalarText(value);
      if (text === undefined) {
        this.#refusal.refuse('invalid', this.#pathOf(key), 'must be a text, number or boolean');
      } else {
        texts.push([key, text]);
      }
    }
    return texts;
  }

  #scalar(value: JsonValue | undefined, key: string): string | undefined {
    const text = scalarText(value);
    if (text === undefined && value !== undefined && value !== null) {
      this.#refusal.refuse('invalid', this.#pathOf(key), 'must be a text, number or boolean');
    }
    return text;
  }

  /** The one of two keys that comes last in the document; the first when there is neither. */
  #lastOf(key: string, other: string): string {
    if (!Object.hasOwn(this.#members, other)) return key;
    if (!Object.hasOwn(this.#members, key)) return other;
    return Object.keys(this.#members).findLast((member) => member === key || member === other) ?? key;
  }

  #items(values: readonly JsonValue[], key: string): readonly Fields[] {
    const source = this.#source.member(key);
    const items: Fields[] = [];
    for (const [index, value] of values.entries()) {
      const fields = this.#object(value, source.item(index), `${this.#pathOf(key)}[${index}]`);
      if (fields) items.push(fields);
    }
    return items;
  }

  #pathOf(key: string): string {
    return this.path === '' ? key : `${this.path}.${key}`;
  }

  #object(value: JsonValue, source: JsonSource, path: string): Fields | undefined {
    if (isJsonObject(value)) return new JsonFields(value, source, path, this.#refusal);
    return this.#refusal.refuse('invalid', path, 'must be an object');
  }
}
