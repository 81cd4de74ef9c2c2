import type { DerElement } from './der.js';
import { DER_TAGS, derChild, derElements, derOid } from './der.js';
import { decryptPkcs12 } from './pkcs12-encryption.js';

const PLAIN = '1.2.840.113549.1.7.1';
const ENCRYPTED = '1.2.840.113549.1.7.6';
const CERTIFICATE_BAG = '1.2.840.113549.1.12.10.1.3';

/**
 * The certificates of a PKCS12 store as PEM. Node itself reads only stores that also hold a key, and trust stores, as keytool
 * makes them, hold none (RFC 7292). Throws when it cannot be read or holds no certificate; its seal is not checked, a wrong
 * password shows in the decryption.
 */
export function pkcs12Certificates(bytes: Buffer, password: string): string[] {
  const [store] = derElements(bytes);
  if (store?.tag !== DER_TAGS.sequence) throw new Error('it is neither PEM nor PKCS12');
  const certificates = derElements(plainContent(derChild(store, 1)))
    .flatMap((safe) => derElements(safe.content))
    .flatMap((part) => derElements(partContent(part, password)))
    .flatMap((bags) => derElements(bags.content))
    .flatMap((bag) => certificateOf(bag));
  if (certificates.length === 0) throw new Error('it holds no certificate');
  return certificates;
}

/** The octets inside a ContentInfo that is not encrypted. */
function plainContent(info: DerElement): Buffer {
  if (derOid(derChild(info, 0)) !== PLAIN) throw new Error('it is signed, which is not read');
  return derChild(derChild(info, 1), 0).content;
}

/** Contents of one part of the store; parts of kinds that hold no certificates count as empty. */
function partContent(info: DerElement, password: string): Buffer {
  const kind = derOid(derChild(info, 0));
  if (kind === PLAIN) return plainContent(info);
  if (kind !== ENCRYPTED) return Buffer.alloc(0);
  const encrypted = derChild(derChild(derChild(info, 1), 0), 1);
  return decryptPkcs12(derChild(encrypted, 1), derChild(encrypted, 2).content, password);
}

function certificateOf(bag: DerElement): string[] {
  if (derOid(derChild(bag, 0)) !== CERTIFICATE_BAG) return [];
  const certificate = derChild(derChild(derChild(bag, 1), 0), 1);
  const lines =
    derChild(certificate, 0)
      .content.toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')];
}
