/**
 * 32 bits of a text, the same everywhere and always: FNV-1a over UTF-16 units, then murmur3's finish to spread them.
 * Another seed gives hashes that have nothing to do with the usual ones.
 */
export function hashText(text: string, seed = 0): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return spread(hash);
}

/** Every bit of the result depends on every bit of the number. */
export function spread(number: number): number {
  let hash = number ^ (number >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
