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

/** Everything a browser loads, in memory; undefined when it was not built. */
export function readPageAssets(folder: string): PageAssets | undefined {
  const manifestFile = join(folder, '.vite/manifest.json');
  if (!existsSync(manifestFile)) return undefined;
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;
  const entry = Object.values(manifest).find(({ isEntry }) => isEntry === true);
  if (entry === undefined) return undefined;
  const files = new Map<string, PageAsset>();
  for (const name of readdirSync(folder)) {
    const contentType = CONTENT_TYPES[extname(name)];
    if (contentType !== undefined) files.set(name, new FileAsset(contentType, readFileSync(join(folder, name))));
  }
  return { files, script: entry.file, styles: entry.css ?? [] };
}

/** A file in memory; zipped when it is asked for first, since no start is to wait for that. */
class FileAsset implements PageAsset {
  readonly tag: string;
  #zipped: Buffer | undefined;

  constructor(
    readonly contentType: string,
    readonly bytes: Buffer,
  ) {
    this.tag = `"${createHash('sha256').update(bytes).digest('base64url')}"`;
  }

  get gzipped(): Buffer | undefined {
    this.#zipped ??= gzipSync(this.bytes, { level: 9 });
    return this.#zipped.length < this.bytes.length ? this.#zipped : undefined;
  }
}
