import { isXmlText } from '@nest-eureka/protocol';

/** Bounds on one instance's metadata (contract section 3). */
export interface MetadataLimits {
  readonly maxMetadataEntries: number;
  readonly maxMetadataBytes: number;
}

/** What is wrong with metadata that came as a query, undefined when nothing is. Bodies are judged by their decoder. */
export function metadataFault(metadata: ReadonlyMap<string, string>, limits: MetadataLimits): string | undefined {
  if (metadata.size > limits.maxMetadataEntries) {
    return `The instance would have ${metadata.size} metadata entries; ${limits.maxMetadataEntries} are allowed.`;
  }
  let bytes = 0;
  for (const [key, value] of metadata) {
    if (key === '') return 'A metadata entry has an empty name.';
    if (!isXmlText(value)) {
      return `The metadata entry ${JSON.stringify(key)} has a character that XML cannot carry.`;
    }
    bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
  }
  if (bytes > limits.maxMetadataBytes) {
    return `The instance would have ${bytes} bytes of metadata; ${limits.maxMetadataBytes} are allowed.`;
  }
  return undefined;
}
