/** `$2a$10$` and 53 characters of salt and hash. */
const BCRYPT = /^\$2[abxy]?\$\d\d\$[./A-Za-z0-9]{53}$/;

/** `$<parameters>$<salt>$<key>`: hex, then base64 twice, as Spring's SCryptPasswordEncoder writes it. */
const SCRYPT = /^\$([0-9a-fA-F]{5,8})\$([^$]+)\$([^$]+)$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** What Spring Security since 5.8 writes in front of the same format, with other parameters. */
const SCRYPT_5_8 = 'scrypt@SpringSecurity_v5_8';

/** The memory that one login may cost; Spring's own parameters ask for 16 MB or 64 MB. */
const MAX_SCRYPT_BYTES = 2 ** 30;

/** What is wrong with a password as Spring Security writes it; undefined when nothing is. */
export function passwordFault(password: string): string | undefined {
  const [, id, rest = ''] = /^\{([^}]*)\}(.*)$/s.exec(password) ?? [undefined, undefined, password];
  if (id !== undefined && /^(argon2|pbkdf2)/.test(id)) {
    return `a password with {bcrypt} or {scrypt} in front; {${id}} is not read here`;
  }
  if (id !== undefined && !['noop', 'bcrypt', 'scrypt', SCRYPT_5_8].includes(id)) {
    return 'a plain password, or one with {bcrypt}, {scrypt} or {noop} in front';
  }
  if (rest === '') {
    return 'a password that is not empty';
  }
  if (id === 'bcrypt' && !BCRYPT.test(rest)) {
    return 'a bcrypt hash behind {bcrypt}, such as $2a$10$ and 53 characters';
  }
  if ((id === 'scrypt' || id === SCRYPT_5_8) && !isScryptHash(rest)) {
    return 'a scrypt hash behind {scrypt}, such as $e0801$, salt, $ and key, both in base64';
  }
  return undefined;
}

function isScryptHash(text: string): boolean {
  const [, parameters = '', salt = '', key = ''] = SCRYPT.exec(text) ?? [];
  const packed = Number.parseInt(parameters, 16);
  const [cost, blockSize, parallelization] = [2 ** (packed >>> 16), (packed >> 8) & 0xff, packed & 0xff];
  const isPossible = cost > 1 && blockSize > 0 && parallelization > 0 && 128 * cost * blockSize <= MAX_SCRYPT_BYTES;
  return isPossible && BASE64.test(salt) && BASE64.test(key);
}
