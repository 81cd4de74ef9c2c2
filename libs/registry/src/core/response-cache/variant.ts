import type { DocumentParts, Encoding, InstanceNesting } from '@nest-eureka/protocol';
import { encodingName } from './encoding-name.js';

/** One way in which the text of an instance is kept. */
export interface Variant {
  readonly name: string;
  readonly parts: DocumentParts;
  readonly within: InstanceNesting;
}

/**
 * The variants in use. Only full XML is indented by where it stands; every other encoding has one text for both places, so that
 * an application's document is cut out of the bytes that the registry's document already has.
 */
export class Variants {
  readonly #byName = new Map<string, Variant>();

  constructor(private readonly partsOf: (encoding: Encoding) => DocumentParts) {}

  of(encoding: Encoding, wanted: InstanceNesting): Variant {
    const isIndented = encoding.format === 'xml' && encoding.detail === 'full';
    const within = isIndented ? wanted : 'applications';
    const name = `${encodingName(encoding)} ${within}`;
    let variant = this.#byName.get(name);
    if (variant === undefined) {
      this.#byName.set(name, (variant = { name, parts: this.partsOf(encoding), within }));
    }
    return variant;
  }
}
