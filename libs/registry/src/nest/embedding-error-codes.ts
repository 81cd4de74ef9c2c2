import type { ErrorCodeTable } from '@nest-eureka/config';
import type { EmbeddingErrorCode } from './embedding-error.js';

const CODES: Readonly<Record<EmbeddingErrorCode, { readonly when: string; readonly remedy: string }>> = {
  EUREKA_SECOND_REGISTRY: {
    when: '`RegistryModule.forRoot()` or `forRootAsync()` is imported twice in one application.',
    remedy: 'Import it once, in the root module; it is global, so that every module can inject `Registry`.',
  },
  EUREKA_REGISTRY_WITHOUT_FOR_ROOT: {
    when: 'The class `RegistryModule` is imported, and nowhere `RegistryModule.forRoot()` or `forRootAsync()`.',
    remedy: 'Import `RegistryModule.forRoot()` in the root module.',
  },
};

/** Why an application with a registry in it may refuse to start; each row of docs/errors.md. */
export const EMBEDDING_ERROR_CODES: ErrorCodeTable = {
  title: 'Inside a Nest application',
  codes: Object.entries(CODES).map(([code, row]) => ({ code, ...row })),
};
