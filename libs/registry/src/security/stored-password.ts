import { scrypt, timingSafeEqual } from 'node:crypto';
import type { ScryptOptions } from 'node:crypto';
import { sameText } from './same-text.js';

/**
 * Compares a password with one stored as Spring Security writes it: `{noop}…`, `{bcrypt}…`, `{scrypt}…`, or plain text.
 * Plain texts are compared in constant time; hashes are computed off the event loop.
 */
export async function matchesStoredPassword(password: string, stored: string): Promise<boolean> {
  const [, scheme, value] = /^\{(noop|bcrypt|scrypt)(?:@SpringSecurity_v5_8)?\}([^]*)$/.exec(stored) ?? [];
  if (scheme === 'bcrypt') return matchesBcrypt(password, value ?? '');
  if (scheme === 'scrypt') return matchesScrypt(password, value ?? '');
  return sameText(password, scheme === 'noop' ? (value ?? '') : stored);
}

async function matchesBcrypt(password: string, hash: string): Promise<boolean> {
  const { default: bcrypt } = await import('bcrypt');
  // PHP's and Apache's spelling of the same algorithm, which this library does not know
  return bcrypt.compare(password, hash.replace(/^\$2y\$/, '$2b$'));
}

/** Spring writes `$<parameters>$<salt>$<key>`: hex of log2(N), r and p, then base64 (SCryptPasswordEncoder). */
async function matchesScrypt(password: string, hash: string): Promise<boolean> {
  const [, parameters, salt, key] = /^\$([0-9a-fA-F]+)\$([^$]+)\$([^$]+)$/.exec(hash) ?? [];
  if (parameters === undefined || salt === undefined || key === undefined) return false;
  const packed = Number.parseInt(parameters, 16);
  const [cost, blockSize, parallelization] = [2 ** ((packed >> 16) & 0xffff), (packed >> 8) & 0xff, packed & 0xff];
  const expected = Buffer.from(key, 'base64');
  const options = { cost, blockSize, parallelization, maxmem: 256 * cost * blockSize };
  const derived = await derive(password, Buffer.from(salt, 'base64'), expected.length, options);
  return derived !== undefined && derived.length > 0 && timingSafeEqual(derived, expected);
}

/** Undefined for parameters that scrypt does not take. */
function derive(password: string, salt: Buffer, length: number, options: ScryptOptions): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    try {
      scrypt(password, salt, length, options, (error, key) => resolve(error === null ? key : undefined));
    } catch {
      resolve(undefined);
    }
  });
}
