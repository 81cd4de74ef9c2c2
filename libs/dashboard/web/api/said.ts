/** A sentence of the registry by its code, with what is filled in (docs/protocol.md). */
export interface Said {
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** Undefined for anything else. */
export function readSaid(value: unknown): Said | undefined {
  if (typeof value !== 'object' || value === null || !('code' in value) || !('values' in value)) return undefined;
  const { code, values } = value;
  if (typeof code !== 'string' || typeof values !== 'object' || values === null) return undefined;
  return { code, values: values as Said['values'] };
}
