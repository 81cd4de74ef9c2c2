import { createHash } from 'node:crypto';
import { principal } from '../roles.js';
import type { Principal, Role } from '../roles.js';

/** One configured bearer token. */
export interface Token {
  readonly name: string;
  /** `{sha256}` and the hash as hex, or plain. */
  readonly token: string;
  readonly roles: readonly Role[];
  readonly apps?: readonly string[];
}

const HASHED = '{sha256}';

/**
 * The configured tokens, by their hashes. A token is long and random, so one round of SHA-256 keeps it as well as any slow hash
 * would; and whoever measures a look-up by hash learns nothing about the token.
 */
export class TokenDirectory {
  readonly #byHash: ReadonlyMap<string, Principal>;

  constructor(tokens: readonly Token[]) {
    this.#byHash = new Map(
      tokens.map(({ name, token, roles, apps }) => [
        token.toLowerCase().startsWith(HASHED) ? token.slice(HASHED.length).toLowerCase() : hashOf(token),
        principal(name, roles, apps),
      ]),
    );
  }

  get isEmpty(): boolean {
    return this.#byHash.size === 0;
  }

  /** Whose token an `Authorization: Bearer` header holds; undefined for nobody's. */
  find(authorization: string): Principal | undefined {
    const [, token] = /^bearer +([A-Za-z0-9._~+/=-]+) *$/i.exec(authorization) ?? [];
    return token === undefined ? undefined : this.#byHash.get(hashOf(token));
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
