import type { Encoding } from '@nest-eureka/protocol';

/** The same text for encodings that write the same bytes: only full XML depends on the protocol generation (server.md 1.9). */
export function encodingName(encoding: Encoding): string {
  const isVersioned = encoding.format === 'xml' && encoding.detail === 'full';
  return isVersioned ? `xml-full-${encoding.version}` : `${encoding.format}-${encoding.detail}`;
}
