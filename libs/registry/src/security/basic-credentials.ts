/** Name and password of an `Authorization: Basic` header. */
export interface BasicCredentials {
  readonly name: string;
  readonly password: string;
}

/**
 * What a Basic header may mean: nothing when it is not one, otherwise its UTF-8 reading and, where the bytes differ, the
 * ISO-8859-1 one. Python, Node, Go and Prometheus send UTF-8, Spring's clients ISO-8859-1 (client-quirks.md).
 */
export function readBasicCredentials(authorization: string): readonly BasicCredentials[] {
  const [, encoded] = /^basic +([A-Za-z0-9+/=_-]+) *$/i.exec(authorization) ?? [];
  if (encoded === undefined) return [];
  const bytes = Buffer.from(encoded, 'base64');
  const readings = new Set([bytes.toString('utf8'), bytes.toString('latin1')]);
  return [...readings].flatMap((text) => {
    const colon = text.indexOf(':');
    return colon < 0 ? [] : [{ name: text.slice(0, colon), password: text.slice(colon + 1) }];
  });
}
