import type { Principal } from './roles.js';

/** More ways to write the same credentials than a user's programs have among them. */
const MOST_OF_ONE_USER = 8;

/**
 * Authorization headers that were right once. Those of one user push nobody else's out, although base64 and white space let
 * anybody write the same credentials in as many ways as they like.
 */
export class RememberedHeaders {
  readonly #byHeader = new Map<string, Principal>();
  /** By name of the user or token, the oldest first; there are no more of them than are configured. */
  readonly #headersOf = new Map<string, string[]>();

  find(header: string): Principal | undefined {
    return this.#byHeader.get(header);
  }

  keep(header: string, principal: Principal): void {
    if (this.#byHeader.has(header)) return;
    const headers = this.#headersOf.get(principal.name) ?? [];
    this.#headersOf.set(principal.name, headers);
    if (headers.length >= MOST_OF_ONE_USER) this.#byHeader.delete(headers.shift() ?? '');
    headers.push(header);
    this.#byHeader.set(header, principal);
  }
}
