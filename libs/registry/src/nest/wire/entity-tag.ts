/**
 * Whether an `If-None-Match` names a document's tag: weak comparison, a list, or `*` (RFC 9110, section 13.1.2). What cannot be
 * read names nothing.
 */
export function namesTag(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((named) => named.trim() === '*' || opaqueTag(named) === opaqueTag(tag));
}

function opaqueTag(text: string): string {
  const trimmed = text.trim();
  return trimmed.startsWith('W/') ? trimmed.slice(2) : trimmed;
}
