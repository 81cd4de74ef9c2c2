import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Principal } from '../roles.js';
import { certificateNames } from './certificate-names.js';

/** Whom the client's certificate on a connection stands for; looked up once for each connection. */
export class CertificateIdentities {
  readonly #known = new WeakMap<Socket, { readonly principal: Principal | undefined }>();

  constructor(private readonly users: { ofCertificate(names: readonly string[]): Principal | undefined }) {}

  /** Undefined without a certificate that a trusted authority has signed, and for one that is nobody's. */
  find(socket: Socket): Principal | undefined {
    if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined;
    let known = this.#known.get(socket);
    if (known === undefined) {
      const { subject, subjectaltname } = socket.getPeerCertificate();
      const names = certificateNames(subject?.CN, subjectaltname);
      known = { principal: this.users.ofCertificate(names) };
      this.#known.set(socket, known);
    }
    return known.principal;
  }
}
