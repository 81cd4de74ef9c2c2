import type { TimerClock } from '@nest-eureka/time';
import { isOfThisMachine, networkOf } from './caller-address.js';
import { CheckQueue } from './check-queue.js';
import { FailureDelay } from './failure-delay.js';
import { ANYBODY } from './roles.js';
import type { Principal, Role } from './roles.js';
import type { UserDirectory } from './user-directory.js';

/** Who may pass: them, or why not. */
export type Admission =
  | { readonly kind: 'admitted'; readonly principal: Principal }
  | { readonly kind: 'unauthenticated'; readonly message: string }
  | { readonly kind: 'forbidden'; readonly message: string };

/** Tells whom an Authorization header speaks for; undefined for nobody. */
export interface CredentialsCheck {
  check(authorization: string): Promise<Principal | undefined>;
}

/** What is needed to pass; `nothing` is for liveness and readiness alone. */
export type Needed = Role | 'nothing';

/** What a browser or client without credentials is told to send: the value of WWW-Authenticate. */
export const CHALLENGE = 'Basic realm="Eureka", charset="UTF-8"';

const ANYBODY_ADMITTED: Admission = { kind: 'admitted', principal: ANYBODY };
const NO_CREDENTIALS: Admission = { kind: 'unauthenticated', message: 'Credentials are required (HTTP Basic).' };
const NOT_FROM_OUTSIDE: Admission = {
  kind: 'forbidden',
  message:
    'This registry has no users, so it answers this machine only. Set spring.security.user.name and .password, or eureka.server.insecure=true.',
};
const MAX_REMEMBERED = 1000;

/**
 * Decides who may do what. A header that was right once is remembered, so that heartbeats are admitted without hashing and
 * without a promise.
 */
export class Gatekeeper {
  readonly #remembered = new Map<string, Principal>();
  readonly #underway = new Map<string, Promise<Principal | undefined>>();
  readonly #checks = new CheckQueue();
  readonly #failureDelay: FailureDelay;

  constructor(
    private readonly users: UserDirectory,
    private readonly credentials: CredentialsCheck,
    clock: TimerClock,
    private readonly policy: { readonly insecure: boolean },
  ) {
    this.#failureDelay = new FailureDelay(clock);
  }

  /**
   * Without users everybody has every role, but only on this machine unless `insecure` is set (contract section 4); credentials
   * are not looked at then.
   * @param address the caller's, as `callerAddress` has it
   */
  admit(
    needed: Needed,
    authorization: string | undefined,
    address: string | undefined,
  ): Admission | Promise<Admission> {
    if (needed === 'nothing') return ANYBODY_ADMITTED;
    if (this.users.isEmpty) {
      return this.policy.insecure || isOfThisMachine(address) ? ANYBODY_ADMITTED : NOT_FROM_OUTSIDE;
    }
    if (authorization === undefined || !/^basic ./i.test(authorization)) return NO_CREDENTIALS;
    const known = this.#remembered.get(authorization);
    return known === undefined ? this.#check(needed, authorization, networkOf(address)) : judge(known, needed);
  }

  async #check(needed: Role, authorization: string, network: string): Promise<Admission> {
    const found = await this.#checkOnce(authorization, network);
    if (found === undefined) {
      await this.#failureDelay.afterFailure(network);
      return { kind: 'unauthenticated', message: 'The user name or the password is wrong.' };
    }
    return judge(found, needed);
  }

  /** Many requests with the same header, as after a restart, cost one check. */
  #checkOnce(authorization: string, network: string): Promise<Principal | undefined> {
    let check = this.#underway.get(authorization);
    if (check === undefined) {
      check = this.#checks
        .run(network, () => this.credentials.check(authorization))
        .finally(() => {
          this.#underway.delete(authorization);
        });
      this.#underway.set(authorization, check);
      return check.then((found) => this.#remember(authorization, found));
    }
    return check;
  }

  #remember(authorization: string, found: Principal | undefined): Principal | undefined {
    if (found === undefined) return undefined;
    if (this.#remembered.size >= MAX_REMEMBERED) this.#remembered.delete(this.#remembered.keys().next().value ?? '');
    this.#remembered.set(authorization, found);
    return found;
  }
}

function judge(principal: Principal, needed: Role): Admission {
  if (principal.roles.has(needed)) return { kind: 'admitted', principal };
  return { kind: 'forbidden', message: `This needs the role ${needed}, which the user does not have.` };
}
