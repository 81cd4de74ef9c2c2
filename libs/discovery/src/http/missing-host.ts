/** The host without a dot that DNS does not know, by the error that `fetch` ended in; undefined for anything else. */
export function missingHostOf(error: unknown): string | undefined {
  const { cause } = (error ?? {}) as { readonly cause?: unknown };
  const { code, hostname } = (cause ?? {}) as { readonly code?: unknown; readonly hostname?: unknown };
  const isMissing = code === 'ENOTFOUND' || code === 'EAI_AGAIN';
  return isMissing && typeof hostname === 'string' && !/[.:]/.test(hostname) ? hostname : undefined;
}
