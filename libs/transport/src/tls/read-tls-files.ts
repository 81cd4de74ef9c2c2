import { readFile } from 'node:fs/promises';
import type { SecureContextOptions } from 'node:tls';
import type { TlsSettings } from '../transport-settings.js';
import { pkcs12Certificates } from './pkcs12-certificates.js';

const JKS_MAGIC = 0xfeedfeed;

/** All files that the settings name. */
export function tlsPaths({ keyStore, trustStore, ca, cert, key, pfx }: TlsSettings): readonly string[] {
  return [keyStore, trustStore, ca, cert, key, pfx].filter((path) => path !== undefined);
}

/** Reads the files as tls.connect wants them. Rejects with a sentence that names the file. */
export async function readTlsFiles(settings: TlsSettings): Promise<SecureContextOptions> {
  const [trusted, own] = await Promise.all([trustedOf(settings), ownOf(settings)]);
  return { ...trusted, ...own };
}

async function trustedOf({ trustStore, trustStorePassword, ca }: TlsSettings): Promise<SecureContextOptions> {
  const path = ca ?? trustStore;
  if (path === undefined) return {};
  const bytes = await contentOf(path);
  if (isPem(bytes)) return { ca: bytes };
  try {
    return { ca: pkcs12Certificates(bytes, trustStorePassword ?? '') };
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

async function ownOf(settings: TlsSettings): Promise<SecureContextOptions> {
  const passphrase = settings.passphrase ?? settings.keyPassword ?? settings.keyStorePassword;
  const store = settings.pfx ?? settings.keyStore;
  if (store !== undefined) {
    const bytes = await contentOf(store);
    if (isPem(bytes)) return { key: bytes, cert: bytes, passphrase };
    return { pfx: bytes, passphrase: settings.passphrase ?? settings.keyStorePassword ?? settings.keyPassword ?? '' };
  }
  if (settings.cert === undefined || settings.key === undefined) return {};
  return { cert: await contentOf(settings.cert), key: await contentOf(settings.key), passphrase };
}

async function contentOf(path: string): Promise<Buffer> {
  const bytes = await readFile(path);
  if (bytes.length >= 4 && bytes.readUInt32BE(0) === JKS_MAGIC) {
    throw new Error(
      `${path} is a JKS store, which only Java reads; keytool -importkeystore makes a PKCS12 store of it`,
    );
  }
  return bytes;
}

function isPem(bytes: Buffer): boolean {
  return bytes.includes('-----BEGIN ');
}
