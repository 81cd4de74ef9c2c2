/** Why a document was refused. `path` is where (JSON path or element path), '' for the document itself. */
export interface DecodeFault {
  readonly kind: 'malformed' | 'invalid' | 'too-deep' | 'too-large';
  readonly message: string;
  readonly path: string;
}

/** A document read, or the reason why not. Decoders never throw on input. */
export type DecodeResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: DecodeFault };

/** Bounds on what a decoder accepts; the document's size in bytes is bounded before it gets here. */
export interface DecodeLimits {
  /** Nesting of objects, arrays or elements. @default 32 */
  readonly maxDepth: number;
  /** Entries in one instance's metadata. @default 1000 */
  readonly maxMetadataEntries: number;
  /** UTF-8 bytes of all keys and values of one instance's metadata. @default 1048576 */
  readonly maxMetadataBytes: number;
}

/** The limits of contract section 3. */
export const DEFAULT_DECODE_LIMITS: DecodeLimits = {
  maxDepth: 32,
  maxMetadataEntries: 1000,
  maxMetadataBytes: 1_048_576,
};
