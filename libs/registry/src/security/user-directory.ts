import { matchesStoredPassword } from './stored-password.js';
import { principal } from './roles.js';
import type { Principal, Role } from './roles.js';

/** One configured user. */
export interface User {
  readonly name: string;
  /** As Spring Security stores it; undefined where a certificate alone lets in. */
  readonly password: string | undefined;
  readonly roles: readonly Role[];
  /** Patterns of the applications that it may change; undefined: what it registered. */
  readonly apps?: readonly string[];
  /** Names in a client certificate that stand for it. */
  readonly certificates?: readonly string[];
}

/** Compared with when nobody has the name, so that an unknown name takes as long as a wrong password. */
const NO_PASSWORD = '{noop}';

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
    const slowest = this.#slowest();
    const matches = await matchesStoredPassword(password, user?.password ?? slowest);
    if (user?.password !== undefined && matches) return principal(user.name, user.roles, user.apps);
    // a wrong password for a plain one would be refused sooner than a name that nobody has
    if (user?.password !== undefined && !isHashed(user.password)) await matchesStoredPassword(password, slowest);
    return undefined;
  }

  /** Whom a certificate stands for, by the first of its names that is configured. */
  ofCertificate(names: readonly string[]): Principal | undefined {
    for (const user of this.#users.values()) {
      if (user.certificates?.some((name) => names.includes(name))) return principal(user.name, user.roles, user.apps);
    }
    return undefined;
  }

  #slowest(): string {
    for (const { password } of this.#users.values()) {
      if (password !== undefined && isHashed(password)) return password;
    }
    return NO_PASSWORD;
  }
}

function isHashed(stored: string): boolean {
  return /^\{(bcrypt|scrypt)/.test(stored);
}
