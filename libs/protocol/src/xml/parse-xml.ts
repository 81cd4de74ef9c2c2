import type { Refusal } from '../decode/refusal.js';
import { resolveReferences } from './character-references.js';
import type { XmlElement } from './xml-element.js';

const NAME = '[:A-Z_a-z\\u0080-\\uffff][-.:\\w\\u0080-\\uffff]*';
const START_TAG = new RegExp(`<(${NAME})`, 'y');
const END_TAG = new RegExp(`</(${NAME})\\s*>`, 'y');
const ATTRIBUTE = new RegExp(`\\s+(${NAME})\\s*=\\s*(?:"([^"<]*)"|'([^'<]*)')`, 'y');
const TAG_END = /\s*(\/?)>/y;

/** Markup without meaning for the protocol, and CDATA, by how it begins and ends. */
const COMMENT = ['<!--', '-->'] as const;
const INSTRUCTION = ['<?', '?>'] as const;
const CDATA = ['<![CDATA[', ']]>'] as const;

interface OpenElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
}

/**
 * A parser for the XML that Eureka speaks: elements, attributes, text, CDATA, comments. There are no entities but the
 * predefined ones, a DOCTYPE is refused, and namespaces are not looked at (wire.md 2.2). It keeps its own stack, so depth is
 * bounded by the limit alone.
 */
class XmlParser {
  readonly #text: string;
  readonly #maxDepth: number;
  readonly #refusal: Refusal;
  readonly #open: OpenElement[] = [];
  #root: XmlElement | undefined;
  #at = 0;

  constructor(text: string, maxDepth: number, refusal: Refusal) {
    // line ends as XML 1.0 section 2.11 wants them
    this.#text = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
    this.#maxDepth = maxDepth;
    this.#refusal = refusal;
  }

  document(): XmlElement | undefined {
    while (this.#at < this.#text.length && !this.#refusal.isRefused) {
      if (this.#text.charAt(this.#at) !== '<') this.#characters();
      else if (!this.#skip(COMMENT) && !this.#skip(INSTRUCTION) && !this.#skip(CDATA)) this.#tag();
    }
    if (this.#open.length > 0 || !this.#root) return this.#malformed('unexpected end');
    return this.#root;
  }

  #malformed(message: string): undefined {
    return this.#refusal.refuse('malformed', '', `not XML: ${message} at offset ${this.#at}`);
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match) this.#at = pattern.lastIndex;
    return match;
  }

  #characters(): void {
    const next = this.#text.indexOf('<', this.#at);
    const end = next === -1 ? this.#text.length : next;
    const text = resolveReferences(this.#text.slice(this.#at, end));
    if (text === undefined) this.#malformed('unknown entity');
    else this.#add(text);
    this.#at = end;
  }

  #add(text: string): void {
    const parent = this.#open.at(-1);
    if (parent) parent.text += text;
    else if (text.trim() !== '') this.#malformed('text outside of the root element');
  }

  /** Passes over markup that begins and ends as given, and adds what is in it when it is CDATA. */
  #skip(markup: readonly [begin: string, end: string]): boolean {
    const [begin, end] = markup;
    if (!this.#text.startsWith(begin, this.#at)) return false;
    const start = this.#at + begin.length;
    const stop = this.#text.indexOf(end, start);
    if (stop === -1) {
      this.#malformed(`${begin} without ${end}`);
      return true;
    }
    if (markup === CDATA) this.#add(this.#text.slice(start, stop));
    this.#at = stop + end.length;
    return true;
  }

  #tag(): void {
    const end = this.#match(END_TAG);
    if (end) {
      const element = this.#open.pop();
      if (!element || element.name !== end[1]) this.#malformed(`unexpected </${end[1]}>`);
      else this.#close(element);
      return;
    }
    const start = this.#match(START_TAG);
    if (start) this.#start(start[1] ?? '');
    else if (this.#text.startsWith('<!DOCTYPE', this.#at)) this.#refusal.refuse('invalid', '', 'a DOCTYPE is refused');
    else this.#malformed('unexpected character');
  }

  #start(name: string): void {
    if (this.#root) return this.#malformed('a second root element');
    if (this.#open.length >= this.#maxDepth) {
      return this.#refusal.refuse('too-deep', '', `nested deeper than ${this.#maxDepth}`);
    }
    const attributes = this.#attributes();
    const tagEnd = this.#match(TAG_END);
    if (!tagEnd) return this.#malformed(`<${name}> does not end`);
    const element: OpenElement = { name, attributes, children: [], text: '' };
    if (tagEnd[1] === '/') this.#close(element);
    else this.#open.push(element);
  }

  #attributes(): ReadonlyMap<string, string> {
    const attributes = new Map<string, string>();
    for (let match = this.#match(ATTRIBUTE); match; match = this.#match(ATTRIBUTE)) {
      const [, name = '', inDouble, inSingle] = match;
      const value = resolveReferences(inDouble ?? inSingle ?? '');
      if (value === undefined) this.#malformed('unknown entity');
      else if (attributes.has(name)) this.#malformed(`a second attribute ${name}`);
      else attributes.set(name, value);
    }
    return attributes;
  }

  #close(element: OpenElement): void {
    const parent = this.#open.at(-1);
    if (parent) parent.children.push(element);
    else this.#root = element;
  }
}

/** The root element of a document; undefined, with the reason noted, when it is not well-formed. */
export function parseXml(text: string, maxDepth: number, refusal: Refusal): XmlElement | undefined {
  return new XmlParser(text, maxDepth, refusal).document();
}
