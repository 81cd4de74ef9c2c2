function hex(length: number, random: () => number): string {
  return Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
}

/** RFC 9562 version 4 layout. */
function uuid(random: () => number): string {
  const variant = '89ab'[Math.floor(random() * 4)] ?? '8';
  return `${hex(8, random)}-${hex(4, random)}-4${hex(3, random)}-${variant}${hex(3, random)}-${hex(12, random)}`;
}

/** `(10)` means below 10, `[5,10]` means from 5 and below 10, as Spring Boot reads it. */
function whole(range: string, most: number, random: () => number): string | undefined {
  const match = /^(?:[([](-?\d+)(?:,(-?\d+))?[)\]])?$/.exec(range);
  if (match === null) {
    return undefined;
  }
  const [, first, second] = match;
  const low = second === undefined ? 0 : Number(first);
  const high = Number(second ?? first ?? most);
  return high > low ? String(low + Math.floor(random() * (high - low))) : undefined;
}

/** Answers `random.value`, `random.uuid`, `random.int` and `random.long`; undefined for any other name. */
export function randomValue(name: string, random: () => number): string | undefined {
  if (name === 'random.value') {
    return hex(32, random);
  }
  if (name === 'random.uuid') {
    return uuid(random);
  }
  const match = /^random\.(int|long)(.*)$/.exec(name);
  if (match === null) {
    return undefined;
  }
  return whole(match[2] ?? '', match[1] === 'int' ? 2 ** 31 : Number.MAX_SAFE_INTEGER, random);
}
