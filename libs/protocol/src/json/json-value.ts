/** A number as it stands in the document: `1.50` and 111122223333444455 must survive. */
export class JsonNumber {
  constructor(readonly text: string) {}
}

/** An object with its members in document order; of a repeated key the last value counts. */
export type JsonObject = ReadonlyMap<string, JsonValue>;

/** What `parseJson` makes of a document. */
export type JsonValue = string | boolean | null | JsonNumber | readonly JsonValue[] | JsonObject;

/** Whether the value is an object, and neither array nor scalar. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return value instanceof Map;
}
