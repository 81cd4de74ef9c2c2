import type { Reply } from '../wire/reply.js';
import type { PageAsset } from './page-assets.js';

const HEADERS: Readonly<Record<string, string>> = {
  // its name changes with its bytes
  'Cache-Control': 'private, max-age=31536000, immutable',
  'X-Content-Type-Options': 'nosniff',
  Vary: 'Accept-Encoding',
};

/** A file of the dashboard, zipped for who takes that. */
export function assetReply({ contentType, bytes, gzipped, tag }: PageAsset, acceptEncoding: unknown): Reply {
  const gzip = gzipped !== undefined && /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(String(acceptEncoding));
  return { kind: 'file', contentType, bytes: gzip ? gzipped : bytes, tag, gzip, headers: HEADERS };
}
