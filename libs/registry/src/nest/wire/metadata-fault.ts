/** Bounds on one instance's metadata (contract section 3). */
export interface MetadataLimits {
  readonly maxMetadataEntries: number;
  readonly maxMetadataBytes: number;
}

// oxlint-disable-next-line no-control-regex -- exactly what XML 1.0 cannot carry
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;

/** What is wrong with metadata that came as a query, undefined when nothing is. Bodies are judged by their decoder. */
export function metadataFault(metadata: ReadonlyMap<string, string>, limits: MetadataLimits): string | undefined {
  if (metadata.size > limits.maxMetadataEntries) {
    return `The instance would have ${metadata.size} metadata entries; ${limits.maxMetadataEntries} are allowed.`;
  }
  let bytes = 0;
  for (const [key, value] of metadata) {
    if (key === '') return 'A metadata entry has an empty name.';
    if (UNWRITABLE.test(key) || UNWRITABLE.test(value)) {
      return `The metadata entry ${JSON.stringify(key)} has a character that XML cannot carry.`;
    }
    bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
  }
  if (bytes > limits.maxMetadataBytes) {
    return `The instance would have ${bytes} bytes of metadata; ${limits.maxMetadataBytes} are allowed.`;
  }
  return undefined;
}
