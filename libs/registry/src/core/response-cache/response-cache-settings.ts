export interface ResponseCacheSettings {
  /**
   * How old the lease times in an answer can be at most, and the life of a kept document, as Java's
   * `responseCacheAutoExpirationInSeconds`. @default 180000
   */
  readonly maxAgeMs: number;
  /** Applications and addresses of which documents are kept; the longest unused goes first. @default 1000 */
  readonly maxSubjects: number;
  /**
   * `versions__delta` of a delta: `revision` grows with every change, `generated` counts the documents written, as Java does
   * (server.md 3.5). @default 'revision'
   */
  readonly deltaVersions: 'revision' | 'generated';
  /** How long a document stays the same before it is compressed once more, in one piece and at zlib's best. @default 1000 */
  readonly quietMs: number;
}

/** Modern mode. */
export const DEFAULT_RESPONSE_CACHE_SETTINGS: ResponseCacheSettings = {
  maxAgeMs: 180_000,
  maxSubjects: 1000,
  deltaVersions: 'revision',
  quietMs: 1000,
};
