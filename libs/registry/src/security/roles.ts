/** What a user may do (contract section 4). */
export type Role = 'reader' | 'registrar' | 'peer' | 'operator' | 'admin';

export const ROLES: readonly Role[] = ['reader', 'registrar', 'peer', 'operator', 'admin'];

/** What each role brings along: whoever registers also reads, a peer does what clients do, an admin everything. */
const IMPLIED: Readonly<Record<Role, readonly Role[]>> = {
  reader: [],
  registrar: ['reader'],
  peer: ['reader', 'registrar'],
  operator: ['reader', 'registrar'],
  admin: ['reader', 'registrar', 'peer', 'operator'],
};

/** Somebody who has shown who they are. */
export interface Principal {
  readonly name: string;
  readonly roles: ReadonlySet<Role>;
  /** Patterns of the applications that it may change; undefined: what it registered. */
  readonly apps: readonly string[] | undefined;
}

/** A principal with the given roles and all that they imply; nobody has less than `reader`. */
export function principal(name: string, roles: readonly Role[], apps?: readonly string[]): Principal {
  return { name, roles: new Set(['reader' as const, ...roles, ...roles.flatMap((role) => IMPLIED[role])]), apps };
}

/** Every caller of a registry without users. */
export const ANYBODY: Principal = principal('anybody', ROLES);
