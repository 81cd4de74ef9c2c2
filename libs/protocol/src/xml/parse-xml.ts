import { SaxesParser } from 'saxes';
import type { DecodeFault } from '../decode-result.js';
import type { Refusal } from '../decode/refusal.js';
import { ElementTree } from './element-tree.js';
import { markUnspeakable } from './unspeakable-text.js';
import type { XmlElement } from './xml-element.js';

/** Thrown out of an event and caught below: the parser has no other way to stop. */
class Stop extends Error {}

/** A parser of plain XML 1.0: namespaces are not looked at, and a declaration of 1.1 does not widen what line ends are. */
function newParser(): SaxesParser<{ xmlns: false }> {
  return new SaxesParser({ xmlns: false, forceXMLVersion: true, defaultXMLVersion: '1.0' });
}

/**
 * Grows a tree out of a document that comes in pieces. The parser knows no entities but the five predefined ones and reads
 * nothing out of a DOCTYPE, which is refused at all (wire.md 2.2).
 */
export class XmlReader {
  readonly #parser = newParser();
  readonly #refusal: Refusal;

  constructor(tree: ElementTree, maxDepth: number, refusal: Refusal) {
    this.#refusal = refusal;
    const parser = this.#parser;
    parser.on('error', (error) => this.#stop('malformed', `not XML: ${error.message}`));
    parser.on('doctype', () => this.#stop('invalid', 'a DOCTYPE is refused'));
    parser.on('attribute', ({ name, value }) => tree.attribute(name, value));
    parser.on('opentag', ({ name }) => {
      if (tree.depth >= maxDepth) this.#stop('too-deep', `nested deeper than ${maxDepth}`);
      tree.open(name);
    });
    parser.on('text', (characters) => tree.text(characters));
    parser.on('cdata', (characters) => tree.cdata(characters));
    parser.on('closetag', () => tree.close());
  }

  /** Reads the next piece, cut inside of no reference and no surrogate pair; false, with the reason noted, when refused. */
  write(piece: string): boolean {
    return this.#goesOn(() => this.#parser.write(markUnspeakable(piece)));
  }

  /** Whether the pieces together are a document. */
  end(): boolean {
    return this.#goesOn(() => this.#parser.close());
  }

  #stop(kind: DecodeFault['kind'], message: string): never {
    this.#refusal.refuse(kind, '', message);
    throw new Stop(message);
  }

  #goesOn(step: () => unknown): boolean {
    try {
      step();
      return true;
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
      return false;
    }
  }
}

/** The root element of a document; undefined, with the reason noted, when it is not well-formed. */
export function parseXml(text: string, maxDepth: number, refusal: Refusal): XmlElement | undefined {
  const tree = new ElementTree();
  const reader = new XmlReader(tree, maxDepth, refusal);
  return reader.write(text) && reader.end() ? tree.root : undefined;
}
