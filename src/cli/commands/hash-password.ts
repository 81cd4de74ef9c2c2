import { randomBytes, scrypt } from 'node:crypto';
import type { Command } from 'commander';
import { EXIT } from '../surroundings.js';
import type { Exit, Surroundings } from '../surroundings.js';

/** bcrypt reads no more of a password. */
const BCRYPT_BYTES = 72;
const BCRYPT_COST = 12;

/** Spring Security 5.8's: N = 2^16, r = 8, p = 1. */
const SCRYPT = { logCost: 16, blockSize: 8, parallelization: 1, saltBytes: 16, keyBytes: 32 };

/** `hash-password`: what to write for `password` in the configuration, as Spring Security writes it. */
export async function hashPassword(
  { algorithm }: { readonly algorithm: string },
  surroundings: Surroundings,
): Promise<Exit> {
  if (algorithm !== 'bcrypt' && algorithm !== 'scrypt') {
    surroundings.err(`--algorithm: ${algorithm} is neither bcrypt nor scrypt`);
    return EXIT.usage;
  }
  const password = await surroundings.readSecret('password: ');
  if (password === '') {
    surroundings.err('no password: type one, or pipe it in');
    return EXIT.usage;
  }
  if (algorithm === 'bcrypt' && Buffer.byteLength(password) > BCRYPT_BYTES) {
    surroundings.err(`bcrypt reads ${BCRYPT_BYTES} bytes of a password; take --algorithm scrypt for a longer one`);
    return EXIT.usage;
  }
  surroundings.out(algorithm === 'bcrypt' ? await bcryptHash(password) : await scryptHash(password));
  return EXIT.done;
}

export function describeHashPassword(command: Command): Command {
  return command
    .description('reads a password, unseen or from standard input, and prints what to store in its place')
    .option('--algorithm <name>', 'bcrypt or scrypt', 'bcrypt');
}

async function bcryptHash(password: string): Promise<string> {
  const { default: bcrypt } = await import('bcrypt');
  return `{bcrypt}${await bcrypt.hash(password, BCRYPT_COST)}`;
}

/** `$<parameters>$<salt>$<key>`: hex of log2(N), r and p, then base64 (SCryptPasswordEncoder). */
async function scryptHash(password: string): Promise<string> {
  const { logCost, blockSize, parallelization, saltBytes, keyBytes } = SCRYPT;
  const salt = randomBytes(saltBytes);
  const cost = 2 ** logCost;
  const options = { cost, blockSize, parallelization, maxmem: 256 * cost * blockSize };
  const key = await new Promise<Buffer>((resolve, reject) => {
    scrypt(password, salt, keyBytes, options, (error, derived) => (error === null ? resolve(derived) : reject(error)));
  });
  const parameters = ((logCost << 16) | (blockSize << 8) | parallelization).toString(16);
  return `{scrypt}$${parameters}$${salt.toString('base64')}$${key.toString('base64')}`;
}
