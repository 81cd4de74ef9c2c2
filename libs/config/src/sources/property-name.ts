/** One element of a dotted name: `b` and `[0]` of `a.b[0]`. */
export interface NameElement {
  readonly text: string;
  readonly isBracketed: boolean;
}

/** Splits `a.b[0].c` and `a.b[x.y]` into their elements; dots inside brackets do not separate. */
export function nameElements(name: string): readonly NameElement[] {
  const elements: NameElement[] = [];
  for (const match of name.matchAll(/\[([^\]]*)\]|[^.[\]]+/g)) {
    const bracketed = match[1];
    elements.push(
      bracketed === undefined ? { text: match[0], isBracketed: false } : { text: bracketed, isBracketed: true },
    );
  }
  return elements;
}

/** Lower case without the signs of ASCII: the form in which kebab-case, camelCase and underscores are equal. */
export function squash(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9\u{80}-\u{10ffff}]/gu, '');
}

/** The form in which two dotted names of one key are equal: `eureka.client.serviceUrl` -> `eureka.client.serviceurl`. */
export function uniformName(name: string): string {
  return nameElements(name)
    .map((element) => squash(element.text))
    .join('.');
}

/** `retentionTimeInMSInDeltaQueue` -> `retention-time-in-m-s-in-delta-queue`, as Spring dashes a bean property. */
export function kebabCase(name: string): string {
  return name
    .replace(/_/g, '-')
    .replace(/[A-Z]/g, (letter, at: number) => (at === 0 || /[.[-]/.test(name[at - 1] ?? '') ? '' : '-') + letter)
    .toLowerCase();
}

/** The environment variable of a key: dots become underscores, dashes go. */
export function environmentName(key: string): string {
  return key
    .replace(/-/g, '')
    .replace(/[.[\]]+/g, '_')
    .replace(/_$/, '')
    .toUpperCase();
}
