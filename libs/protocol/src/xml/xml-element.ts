/** What `parseXml` makes of an element; comments and processing instructions are gone. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** All character data directly in the element, not trimmed. */
  readonly text: string;
}
