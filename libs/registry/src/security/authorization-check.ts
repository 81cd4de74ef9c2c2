import type { TimerClock } from '@nest-eureka/time';
import { CheckQueue } from './check-queue.js';
import { FailureDelay } from './failure-delay.js';
import type { Principal } from './roles.js';

export interface Claim {
  readonly name: string;
  readonly isKnown: boolean;
}

/** Tells whom an Authorization header speaks for. */
export interface CredentialsCheck {
  /** Undefined for nobody. */
  check(authorization: string): Promise<Principal | undefined>;
  /** Who it says it is, and whether there is such a user. */
  claimOf(authorization: string): Claim;
}

const MAX_REMEMBERED = 1000;

/**
 * Finds whom an Authorization header speaks for. A header that was right once is remembered, so that heartbeats are admitted
 * without hashing and without a promise; a wrong one waits by its user and its address before it is told.
 */
export class AuthorizationCheck {
  readonly #remembered = new Map<string, Principal>();
  readonly #underway = new Map<string, Promise<Principal | undefined>>();
  readonly #checks = new CheckQueue();
  /** Two, so that made-up names cannot push addresses out. */
  readonly #delayOfNetwork: FailureDelay;
  readonly #delayOfUser: FailureDelay;

  constructor(
    private readonly credentials: CredentialsCheck,
    clock: TimerClock,
  ) {
    this.#delayOfNetwork = new FailureDelay(clock);
    this.#delayOfUser = new FailureDelay(clock);
  }

  /** @param network where the caller is, as `networkOf` has it */
  find(authorization: string, network: string): Principal | Promise<Principal | undefined> {
    return this.#remembered.get(authorization) ?? this.#check(authorization, network);
  }

  async #check(authorization: string, network: string): Promise<Principal | undefined> {
    const { name, isKnown } = this.credentials.claimOf(authorization);
    // names that nobody has share one lane, so that making up names makes nobody else wait
    const found = await this.#checkOnce(authorization, `${network} ${isKnown ? name : ''}`);
    if (found !== undefined) return found;
    await Promise.all([this.#delayOfNetwork.afterFailure(network), this.#delayOfUser.afterFailure(name)]);
    return undefined;
  }

  /** Many requests with the same header, as after a restart, cost one check. */
  #checkOnce(authorization: string, lane: string): Promise<Principal | undefined> {
    let check = this.#underway.get(authorization);
    if (check === undefined) {
      check = this.#checks
        .run(lane, () => this.credentials.check(authorization))
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
