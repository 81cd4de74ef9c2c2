/** Kinds of alternative names that can stand for a user. */
const KINDS = /^(DNS|URI|email):(.*)$/s;

/**
 * The names in a certificate: its alternative names, and its common name. Node writes a name that holds anything odd as a quoted
 * text, and such a name stands for nobody.
 * @param alternatives as `X509Certificate.subjectAltName` has them
 */
export function certificateNames(commonName: unknown, alternatives: string | undefined): readonly string[] {
  const names = (alternatives ?? '').includes('"')
    ? []
    : (alternatives ?? '').split(', ').flatMap((name) => KINDS.exec(name)?.[2] ?? []);
  return typeof commonName === 'string' && commonName !== '' ? [...names, commonName] : names;
}
