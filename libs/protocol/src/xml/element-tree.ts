import { detached } from './detached.js';
import { resolveMarks, resolveMarksInCdata } from './unspeakable-text.js';
import type { XmlElement } from './xml-element.js';

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

interface OpenElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
}

/**
 * Looks at an element that was closed, before it goes to its parent; true takes it out of the tree. The ancestors begin with
 * the root and end with the parent.
 */
export type TakeElement = (element: XmlElement, ancestors: readonly { readonly name: string }[]) => boolean;

/** Grows the tree of a document out of a parser's events, which come in document order and well-formed. */
export class ElementTree {
  readonly #open: OpenElement[] = [];
  /** Few names occur in a document, many times each. */
  readonly #names = new Map<string, string>();
  #attributes = new Map<string, string>();
  #root: XmlElement | undefined;
  readonly #takes: TakeElement;

  constructor(takes: TakeElement = () => false) {
    this.#takes = takes;
  }

  /** The element that was closed last when nothing is open any more. */
  get root(): XmlElement | undefined {
    return this.#root;
  }

  get depth(): number {
    return this.#open.length;
  }

  /** An attribute of the element that is opened next. */
  attribute(name: string, value: string): void {
    this.#attributes.set(this.#nameOf(name), detached(resolveMarks(value)));
  }

  open(name: string): void {
    const attributes = this.#attributes.size === 0 ? NO_ATTRIBUTES : this.#attributes;
    if (attributes !== NO_ATTRIBUTES) this.#attributes = new Map();
    this.#open.push({ name: this.#nameOf(name), attributes, children: [], text: '' });
  }

  text(text: string): void {
    this.#add(resolveMarks(text));
  }

  cdata(text: string): void {
    this.#add(resolveMarksInCdata(text));
  }

  close(): void {
    const element = this.#open.pop();
    if (!element) return;
    element.text = detached(element.text);
    const parent = this.#open.at(-1);
    if (!parent) this.#root = element;
    else if (!this.#takes(element, this.#open)) parent.children.push(element);
  }

  /** White space around the root belongs to no element. */
  #add(text: string): void {
    const parent = this.#open.at(-1);
    if (parent) parent.text += text;
  }

  #nameOf(name: string): string {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const own = detached(name);
    this.#names.set(own, own);
    return own;
  }
}
