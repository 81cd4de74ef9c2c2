/** A JSON document of a server that may be of another version, or no registry at all. */
export type Members = Readonly<Record<string, unknown>>;

/** Undefined: no JSON object. */
export function parseMembers(text: string): Members | undefined {
  try {
    return membersOf(JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

export function membersOf(value: unknown): Members | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : undefined;
}

/** The objects of a list; none where it is no list. */
export function listOf(value: unknown): readonly Members[] {
  return Array.isArray(value) ? value.map(membersOf).filter((item) => item !== undefined) : [];
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
