import type { Fields, PortFields } from '../decode/fields.js';
import { fromFriendlyName } from './friendly-name.js';
import type { XmlElement } from './xml-element.js';

/** An XML element of the protocol. Of a repeated element the last counts. */
export class XmlFields implements Fields {
  readonly path: string;
  readonly #element: XmlElement;
  readonly #lastByName: ReadonlyMap<string, XmlElement>;

  constructor(element: XmlElement, path: string) {
    this.#element = element;
    this.path = path;
    this.#lastByName = new Map(element.children.map((child) => [child.name, child]));
  }

  get isEmpty(): boolean {
    return this.#element.children.length === 0;
  }

  text(key: string, otherSpelling?: string): string | undefined {
    if (otherSpelling === undefined) return this.#lastByName.get(key)?.text;
    return this.#element.children.findLast(({ name }) => name === key || name === otherSpelling)?.text;
  }

  number(key: string, otherSpelling?: string): string | undefined {
    return this.text(key, otherSpelling);
  }

  fields(key: string): Fields | undefined {
    const child = this.#lastByName.get(key);
    return child && new XmlFields(child, `${this.path}.${key}`);
  }

  port(key: 'port' | 'securePort'): PortFields | undefined {
    const child = this.#lastByName.get(key);
    return child && { number: child.text, enabled: child.attributes.get('enabled') };
  }

  list(key: string): readonly Fields[] {
    const items = this.#element.children.filter((child) => child.name === key);
    return items.map((child, index) => new XmlFields(child, `${this.path}.${key}[${index}]`));
  }

  /** An entry with elements in it is an empty text, as in Java. */
  *entries(): Iterable<readonly [string, string]> {
    for (const child of this.#element.children) {
      yield [fromFriendlyName(child.name), child.children.length === 0 ? child.text : ''];
    }
  }
}
