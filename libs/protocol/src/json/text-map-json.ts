/** An object of texts in map order: integer-like keys stay where they are, unlike in a JavaScript object. */
export function textMapJson(entries: Iterable<readonly [string, string]>): string {
  let json = '';
  for (const [key, value] of entries)
    json += `${json === '' ? '' : ','}${JSON.stringify(key)}:${JSON.stringify(value)}`;
  return `{${json}}`;
}
