import { stringEnd } from '../json/string-end.js';
import { ObjectCutting } from './cut-object.js';
import type { CutObject } from './cut-object.js';

const QUOTE = 0x22;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Where an instance stands in the document. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

export type CutApplication = CutObject<Extent>;

/** A registry document taken apart into applications, and those into instances. */
export type CutRegistry = CutObject<CutApplication>;

/** How far a document is measured: `broken` is one whose brackets do not close. */
export type CutState =
  { readonly kind: 'more' | 'too-deep' | 'broken' } | { readonly kind: 'cut'; readonly registry: CutRegistry };

/**
 * Finds the applications and instances of a JSON document by its brackets alone, so that each can be read on its own: an
 * application is what could be one, `{{[{` or `{{{`, and an instance an object in it, alone or in an array. Keys are left to
 * whoever reads the skeletons. The document must begin with a brace and ends with its first value (wire.md 1.11).
 */
export class RegistryCutter {
  readonly #text: string;
  readonly #maxDepth: number;
  readonly #registry: ObjectCutting<CutApplication>;
  #at: number;
  #depth = 0;
  /** The open brackets outside of instances. */
  #brackets = '';
  #application: { readonly start: number; readonly level: number; readonly cutting: ObjectCutting<Extent> } | undefined;
  #instance: { readonly start: number; readonly depth: number } | undefined;

  constructor(text: string, start: number, maxDepth: number) {
    this.#text = text;
    this.#maxDepth = maxDepth;
    this.#at = start;
    this.#registry = new ObjectCutting(text, start);
  }

  /** Goes on for so many characters, or to the end of a text that begins within them. */
  advance(characters: number): CutState {
    const text = this.#text;
    const end = Math.min(this.#at + characters, text.length);
    let at = this.#at;
    while (at < end) {
      switch (text.charCodeAt(at)) {
        case OPEN_BRACE:
        case OPEN_BRACKET:
          if (++this.#depth > this.#maxDepth) return { kind: 'too-deep' };
          if (!this.#instance) this.#open(at);
          break;
        case CLOSE_BRACE:
        case CLOSE_BRACKET:
          this.#depth--;
          this.#close(at + 1);
          if (this.#depth === 0) return { kind: 'cut', registry: this.#registry.finish(at + 1) };
          break;
        case QUOTE:
          at = stringEnd(text, at) - 1;
      }
      at++;
    }
    this.#at = at;
    return { kind: at < text.length ? 'more' : 'broken' };
  }

  #open(at: number): void {
    const bracket = this.#text.charAt(at);
    if (bracket === '{') {
      const within = this.#application ? this.#brackets.slice(this.#application.level) : this.#brackets;
      if (this.#application && (within === '{' || within === '{[')) {
        this.#instance = { start: at, depth: this.#depth };
        return;
      }
      if (!this.#application && (within === '{{' || within === '{{[')) {
        this.#application = { start: at, level: within.length, cutting: new ObjectCutting(this.#text, at) };
      }
    }
    this.#brackets += bracket;
  }

  #close(end: number): void {
    const application = this.#application;
    if (application && this.#instance) {
      const { start, depth } = this.#instance;
      if (this.#depth >= depth) return;
      application.cutting.take(start, end, this.#isInArray, { start, end });
      this.#instance = undefined;
      return;
    }
    this.#brackets = this.#brackets.slice(0, -1);
    if (application?.level !== this.#brackets.length) return;
    this.#registry.take(application.start, end, this.#isInArray, application.cutting.finish(end));
    this.#application = undefined;
  }

  get #isInArray(): boolean {
    return this.#brackets.endsWith('[');
  }
}
