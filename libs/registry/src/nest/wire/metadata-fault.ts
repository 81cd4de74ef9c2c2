import { isXmlText } from '@nest-eureka/protocol';
import { said } from '../../core/sentences/said.js';
import type { Said } from '../../core/sentences/said.js';

/** Bounds on one instance's metadata (contract section 3). */
export interface MetadataLimits {
  readonly maxMetadataEntries: number;
  readonly maxMetadataBytes: number;
}

/** What is wrong with metadata that came as a query, undefined when nothing is. Bodies are judged by their decoder. */
export function metadataFault(metadata: ReadonlyMap<string, string>, limits: MetadataLimits): Said | undefined {
  if (metadata.size > limits.maxMetadataEntries) {
    return said('metadata.too-many', { entries: metadata.size, limit: limits.maxMetadataEntries });
  }
  let bytes = 0;
  for (const [key, value] of metadata) {
    if (key === '') return said('metadata.no-name');
    if (!isXmlText(value)) {
      return said('metadata.no-xml', { name: JSON.stringify(key) });
    }
    bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
  }
  if (bytes > limits.maxMetadataBytes) {
    return said('metadata.too-large', { bytes, limit: limits.maxMetadataBytes });
  }
  return undefined;
}
