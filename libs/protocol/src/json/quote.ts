/** A JSON string; `null` for an absent one, as the Java server writes hostName and ipAddr (wire.md 1.1). */
export function quoteOrNull(text: string | undefined): string {
  return text === undefined ? 'null' : JSON.stringify(text);
}

/** A member with the comma in front, or nothing when the text is absent. */
export function optionalMember(key: string, text: string | undefined): string {
  return text === undefined ? '' : `,"${key}":${JSON.stringify(text)}`;
}

/** A member with the comma behind it, or nothing when the text is absent. */
export function leadingMember(key: string, text: string | undefined): string {
  return text === undefined ? '' : `"${key}":${JSON.stringify(text)},`;
}
