import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether certificates can be made on this machine. */
export const HAS_OPENSSL = (() => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
})();

/** An authority of its own in a folder of its own, which signs what tests need. */
export class Certificates {
  readonly folder = mkdtempSync(join(tmpdir(), 'nest-eureka-tls-'));

  constructor() {
    const subject = ['-subj', '/CN=test authority', '-addext', 'basicConstraints=critical,CA:TRUE'];
    this.#openssl('req', '-x509', ...NEW_KEY, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', ...subject);
  }

  path(file: string): string {
    return join(this.folder, file);
  }

  /** Writes `<name>.key` and `<name>.pem`, good for 127.0.0.1. */
  sign(name: string): void {
    writeFileSync(this.path('names.cnf'), 'subjectAltName=IP:127.0.0.1\n');
    this.#openssl('req', ...NEW_KEY, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
    const authority = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', 'names.cnf'];
    this.#openssl('x509', '-req', '-in', `${name}.csr`, '-out', `${name}.pem`, ...authority);
  }

  /** A PKCS12 store of a signed certificate with its key. */
  keyStore(name: string, password: string): string {
    const out = `${name}.p12`;
    const files = ['-in', `${name}.pem`, '-inkey', `${name}.key`, '-out', out];
    this.#openssl('pkcs12', '-export', ...files, '-passout', `pass:${password}`);
    return this.path(out);
  }

  /** A PKCS12 store with the authority alone, as keytool makes trust stores. */
  trustStore(file: string, password: string, ...encryption: string[]): string {
    const files = ['-nokeys', '-in', 'ca.pem', '-out', file];
    this.#openssl('pkcs12', '-export', ...files, '-passout', `pass:${password}`, ...encryption);
    return this.path(file);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #openssl(...args: string[]): void {
    execFileSync('openssl', args, { cwd: this.folder, stdio: 'pipe' });
  }
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'] as const;
