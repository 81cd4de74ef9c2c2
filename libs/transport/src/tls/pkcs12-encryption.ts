import { createDecipheriv, createHash, pbkdf2Sync } from 'node:crypto';
import type { DerElement } from './der.js';
import { derChild, derElements, derInteger, derOid } from './der.js';

const PBES2 = '1.2.840.113549.1.5.13';
const SHA1_3DES = '1.2.840.113549.1.12.1.3';
const SHA1_RC2 = /^1\.2\.840\.113549\.1\.12\.1\.[56]$/;

const CIPHERS: ReadonlyMap<string, { readonly name: string; readonly keyBytes: number }> = new Map([
  ['2.16.840.1.101.3.4.1.2', { name: 'aes-128-cbc', keyBytes: 16 }],
  ['2.16.840.1.101.3.4.1.22', { name: 'aes-192-cbc', keyBytes: 24 }],
  ['2.16.840.1.101.3.4.1.42', { name: 'aes-256-cbc', keyBytes: 32 }],
  ['1.2.840.113549.3.7', { name: 'des-ede3-cbc', keyBytes: 24 }],
]);
const DIGESTS: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.2.7', 'sha1'],
  ['1.2.840.113549.2.9', 'sha256'],
  ['1.2.840.113549.2.10', 'sha384'],
  ['1.2.840.113549.2.11', 'sha512'],
]);

/** SHA-1 in PKCS12's own derivation: bytes of a digest and of its block. */
const DIGEST_BYTES = 20;
const BLOCK_BYTES = 64;

/** Decrypts a part of a PKCS12 store as today's and yesterday's tools encrypt it. Throws on a wrong password. */
export function decryptPkcs12(algorithm: DerElement, encrypted: Buffer, password: string): Buffer {
  const oid = derOid(derChild(algorithm, 0));
  const parameters = derChild(algorithm, 1);
  if (SHA1_RC2.test(oid)) {
    throw new Error('it is encrypted by RC2, which today is not read any more; keytool or openssl make it anew');
  }
  if (oid === PBES2) return decipher(pbes2Keys(parameters, password), encrypted);
  if (oid === SHA1_3DES) return decipher(pkcs12Keys(parameters, password), encrypted);
  throw new Error(`it is encrypted in a way that is not known (${oid})`);
}

interface CipherKeys {
  readonly cipher: string;
  readonly key: Buffer;
  readonly iv: Buffer;
}

function decipher({ cipher, key, iv }: CipherKeys, encrypted: Buffer): Buffer {
  try {
    const deciphering = createDecipheriv(cipher, key, iv);
    return Buffer.concat([deciphering.update(encrypted), deciphering.final()]);
  } catch (error) {
    throw new Error('its password is wrong', { cause: error });
  }
}

/** RFC 8018, 6.2. */
function pbes2Keys(parameters: DerElement, password: string): CipherKeys {
  const derivation = derChild(derChild(parameters, 0), 1);
  const [salt, iterations, ...rest] = derElements(derivation.content);
  const last = rest.at(-1);
  const digest = last?.tag === 0x30 ? DIGESTS.get(derOid(derChild(last, 0))) : 'sha1';
  const scheme = derChild(parameters, 1);
  const cipher = CIPHERS.get(derOid(derChild(scheme, 0)));
  if (!salt || !iterations || !digest || !cipher) throw new Error('it is encrypted in a way that is not known');
  const key = pbkdf2Sync(password, salt.content, derInteger(iterations), cipher.keyBytes, digest);
  return { cipher: cipher.name, key, iv: derChild(scheme, 1).content };
}

/** RFC 7292, appendix B. */
function pkcs12Keys(parameters: DerElement, password: string): CipherKeys {
  const salt = derChild(parameters, 0).content;
  const iterations = derInteger(derChild(parameters, 1));
  const characters = Buffer.from(`${password}\0`, 'utf16le').swap16();
  const derive = (purpose: number, bytes: number): Buffer => {
    const input = Buffer.concat([repeated(salt), repeated(characters)]);
    const derived: Buffer[] = [];
    for (let length = 0; length < bytes; length += DIGEST_BYTES) {
      let digest = Buffer.concat([Buffer.alloc(BLOCK_BYTES, purpose), input]);
      for (let round = 0; round < iterations; round++) digest = createHash('sha1').update(digest).digest();
      derived.push(digest);
      const addend = repeated(digest).subarray(0, BLOCK_BYTES);
      for (let at = 0; at < input.length; at += BLOCK_BYTES) addPlusOne(input.subarray(at, at + BLOCK_BYTES), addend);
    }
    return Buffer.concat(derived).subarray(0, bytes);
  };
  return { cipher: 'des-ede3-cbc', key: derive(1, 24), iv: derive(2, 8) };
}

/** As often as it takes to fill whole blocks. */
function repeated(bytes: Buffer): Buffer {
  return Buffer.alloc(Math.ceil(bytes.length / BLOCK_BYTES) * BLOCK_BYTES, bytes);
}

/** Big-endian `block += addend + 1`, what overflows is dropped. */
function addPlusOne(block: Buffer, addend: Buffer): void {
  let carry = 1;
  for (let at = block.length - 1; at >= 0; at--) {
    carry += (block[at] ?? 0) + (addend[at] ?? 0);
    block[at] = carry & 0xff;
    carry >>= 8;
  }
}
