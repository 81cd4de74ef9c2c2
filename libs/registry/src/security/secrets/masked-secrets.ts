/** Stands for what must not be shown. */
export const MASK = '***';

/** Names whose values are secrets, in any case and with any dash, dot or underscore between the words. */
const SECRET_NAME =
  /pass(?:word|wd|phrase|code)|pwd|secret|token|credential|api[-_. ]?key|access[-_. ]?key|private[-_. ]?key|auth(?:orization)?[-_. ]?(?:key|header)?$|bearer|signature|connection[-_. ]?string|sas[-_. ]?key/i;

/** What may be a URL, or several. */
const WORD = /[^\s"'<>]+/g;

/** `?token=…` and the like. No part of it matches what begins the next, so that no text takes longer than its length. */
const QUERY_VALUE = /([?&;])([^?=&;#\s"'<>]+)=([^&;#\s"'<>]+)/g;

/** Whether a value of this name is to be hidden. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** A text fit to be shown: without credentials in its URLs and without secrets in their queries. */
export function maskText(text: string): string {
  if (!text.includes('@') && !text.includes('=')) return text;
  return text
    .replace(WORD, (word) => withUser(word, `${MASK}@`))
    .replace(QUERY_VALUE, (whole, mark: string, name: string) =>
      isSecretName(name) ? `${mark}${name}=${MASK}` : whole,
    );
}

/** The value of a metadata entry, fit to be shown. */
export function maskEntry(name: string, value: string): string {
  return isSecretName(name) ? MASK : maskText(value);
}

/** Metadata fit to be shown; the wire itself shows it as it is, since clients need it. */
export function maskMetadata(metadata: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map(Array.from(metadata, ([name, value]) => [name, maskEntry(name, value)]));
}

/** A document fit to be shown, however deep a secret stands in it. */
export function maskedDocument(value: unknown): unknown {
  if (typeof value === 'string') return maskText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(maskedDocument);
  const members = value instanceof Map ? [...(value as ReadonlyMap<string, unknown>)] : Object.entries(value);
  return Object.fromEntries(
    members.map(([name, member]) => [
      name,
      isSecretName(name) && typeof member === 'string' ? MASK : maskedDocument(member),
    ]),
  );
}

/** A link to where a URL leads, without who calls. */
export function withoutCredentials(url: string): string {
  return maskText(url.replace(WORD, (word) => withUser(word, '')));
}

/**
 * A word with `user` in place of who calls: everything between `//` and the last `@`, since a password may hold a slash or an @
 * itself. Looked for from both ends; a pattern would try each slash of a text that is nothing but slashes.
 */
function withUser(word: string, user: string): string {
  const slashes = word.indexOf('//');
  const at = word.lastIndexOf('@');
  return slashes < 0 || at < slashes + 2 ? word : `${word.slice(0, slashes)}//${user}${word.slice(at + 1)}`;
}
