import { matchesStoredPassword } from './stored-password.js';
import { principal } from './roles.js';
import type { Principal, Role } from './roles.js';

/** One configured user; `password` as Spring Security stores it. */
export interface User {
  readonly name: string;
  readonly password: string;
  readonly roles: readonly Role[];
}

/** Compared with when nobody has the name, so that an unknown name takes as long as a wrong password. */
const NOBODY: User = { name: '', password: '{noop}', roles: [] };

/** The configured users. */
export class UserDirectory {
  readonly #users: ReadonlyMap<string, User>;

  constructor(users: readonly User[]) {
    this.#users = new Map(users.map((user) => [user.name, user]));
  }

  /** Without users there is nothing to check: the registry is open. */
  get isEmpty(): boolean {
    return this.#users.size === 0;
  }

  has(name: string): boolean {
    return this.#users.has(name);
  }

  /** Who it is, or undefined when name or password is wrong. */
  async authenticate(name: string, password: string): Promise<Principal | undefined> {
    const user = this.#users.get(name);
    const matches = await matchesStoredPassword(password, (user ?? this.#slowest()).password);
    return user !== undefined && matches ? principal(user.name, user.roles) : undefined;
  }

  #slowest(): User {
    for (const user of this.#users.values()) if (/^\{(bcrypt|scrypt)\}/.test(user.password)) return user;
    return NOBODY;
  }
}
