/** A port as found, before defaults: both parts as text, undefined when absent. */
export interface PortFields {
  readonly number: string | undefined;
  readonly enabled: string | undefined;
}

/**
 * One object of the protocol as its readers see it, the same for a JSON object and an XML element. JSON `null` counts as
 * absent, numbers and booleans as their source text (wire.md 1.11). Where two keys are given, they are spellings of one field
 * and the last in the document wins. What cannot be read is refused with its path and taken for absent.
 */
export interface Fields {
  /** Where the object stands in the document. */
  readonly path: string;
  readonly isEmpty: boolean;
  text(key: string, otherSpelling?: string): string | undefined;
  /** Like `text` for a field that is read as a number: the value is kept, not its notation, which spares a second reading. */
  number(key: string, otherSpelling?: string): string | undefined;
  fields(key: string): Fields | undefined;
  port(key: 'port' | 'securePort'): PortFields | undefined;
  /** A list of objects, also when one stands alone or is absent. A text in the place of the list is ignored. */
  list(key: string): readonly Fields[];
  /** All members as texts, for maps: in document order, keys unescaped, without JSON's reserved `@class`. */
  entries(): Iterable<readonly [key: string, value: string]>;
}
