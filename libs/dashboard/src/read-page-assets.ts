import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { PageAsset, PageAssets } from '@nest-eureka/registry';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css;charset=UTF-8',
  '.js': 'text/javascript;charset=UTF-8',
};

/** What of Vite's manifest is used. */
type Manifest = Readonly<
  Record<string, { readonly file: string; readonly css?: readonly string[]; readonly isEntry?: boolean }>
>;

/** Everything a browser loads, in memory and zipped once; undefined when it was not built. */
export function readPageAssets(folder: string): PageAssets | undefined {
  const manifestFile = join(folder, '.vite/manifest.json');
  if (!existsSync(manifestFile)) return undefined;
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;
  const entry = Object.values(manifest).find(({ isEntry }) => isEntry === true);
  if (entry === undefined) return undefined;
  const files = new Map<string, PageAsset>();
  for (const name of readdirSync(folder)) {
    const contentType = CONTENT_TYPES[extname(name)];
    if (contentType !== undefined) files.set(name, pageAsset(contentType, readFileSync(join(folder, name))));
  }
  return { files, script: entry.file, styles: entry.css ?? [] };
}

function pageAsset(contentType: string, bytes: Buffer): PageAsset {
  const zipped = gzipSync(bytes, { level: 9 });
  return {
    contentType,
    bytes,
    gzipped: zipped.length < bytes.length ? zipped : undefined,
    tag: `"${createHash('sha256').update(bytes).digest('base64url')}"`,
  };
}
