/** Codes of `EmbeddingError`; they never change (docs/errors.md). */
export type EmbeddingErrorCode = 'EUREKA_SECOND_REGISTRY' | 'EUREKA_REGISTRY_WITHOUT_FOR_ROOT';

/** The modules of the host application do not fit together. */
export class EmbeddingError extends Error {
  override readonly name = 'EmbeddingError';

  constructor(
    readonly code: EmbeddingErrorCode,
    message: string,
  ) {
    super(`${message} [${code}]`);
  }
}
