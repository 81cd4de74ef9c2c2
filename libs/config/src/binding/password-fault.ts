/** `$2a$10$` and 53 characters of salt and hash. */
const BCRYPT = /^\$2[abxy]?\$\d\d\$[./A-Za-z0-9]{53}$/;

/** What is wrong with a password as Spring Security writes it; undefined when nothing is. */
export function passwordFault(password: string): string | undefined {
  const [, id, rest = ''] = /^\{([^}]*)\}(.*)$/s.exec(password) ?? [undefined, undefined, password];
  if (id !== undefined && !['noop', 'bcrypt', 'scrypt'].includes(id)) {
    return 'a plain password, or one with {bcrypt}, {scrypt} or {noop} in front';
  }
  if (rest === '') {
    return 'a password that is not empty';
  }
  if (id === 'bcrypt' && !BCRYPT.test(rest)) {
    return 'a bcrypt hash behind {bcrypt}, such as $2a$10$ and 53 characters';
  }
  return undefined;
}
