import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** Whether certificates can be made on this machine. */
export const HAS_OPENSSL = (() => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
})();

/** An authority of its own in a folder of its own. */
export class Certificates {
  readonly #folder = mkdtempSync(join(tmpdir(), 'nest-eureka-ca-'));

  constructor() {
    this.#openssl(
      'req',
      '-x509',
      ...NEW_KEY,
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
      '-days',
      '2',
      '-subj',
      '/CN=authority',
    );
  }

  path(file: string): string {
    return join(this.#folder, file);
  }

  read(file: string): Buffer {
    return readFileSync(this.path(file));
  }

  /** Writes `<file>.key` and `<file>.pem` for a name, good for 127.0.0.1; what was there is replaced. */
  sign(file: string, commonName = file): void {
    writeFileSync(this.path('names.cnf'), `subjectAltName=IP:127.0.0.1,DNS:${commonName}.example\n`);
    this.#openssl('req', ...NEW_KEY, '-keyout', `${file}.key`, '-out', `${file}.csr`, '-subj', `/CN=${commonName}`);
    const authority = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', 'names.cnf'];
    this.#openssl('x509', '-req', '-in', `${file}.csr`, '-out', `${file}.pem`, ...authority);
  }

  /** A PKCS12 store of a signed certificate with its key. */
  keyStore(file: string, password: string): string {
    const files = ['-in', `${file}.pem`, '-inkey', `${file}.key`, '-out', `${file}.p12`];
    this.#openssl('pkcs12', '-export', ...files, '-passout', `pass:${password}`);
    return this.path(`${file}.p12`);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #openssl(...args: string[]): void {
    execFileSync('openssl', args, { cwd: this.#folder, stdio: 'pipe' });
  }
}
