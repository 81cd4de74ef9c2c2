import type { TimerClock } from '@nest-eureka/time';
import { CheckQueue } from './check-queue.js';
import { FailureDelay } from './failure-delay.js';
import { RememberedHeaders } from './remembered-headers.js';
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

/** Tells whether somebody still waits for an answer. */
export type IsThere = () => boolean;

/**
 * Finds whom an Authorization header speaks for. A header that was right once is remembered, so that heartbeats are admitted
 * without hashing and without a promise; a wrong one waits by its user and its address before it is told.
 */
export class AuthorizationCheck {
  readonly #remembered = new RememberedHeaders();
  readonly #underway = new Map<string, Promise<Checked | undefined>>();
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

  /** Whom a header speaks for that was right before. */
  remembered(authorization: string): Principal | undefined {
    return this.#remembered.find(authorization);
  }

  /**
   * Undefined: for nobody, which is told late.
   * @param network where the caller is, as `networkOf` has it
   * @param isThere of a caller that has gone before its turn nothing is checked, so that nobody leaves work behind by hanging up
   */
  async find(authorization: string, network: string, isThere: IsThere): Promise<Principal | undefined> {
    const { name, isKnown } = this.credentials.claimOf(authorization);
    // names that nobody has share one lane, so that making up names makes nobody else wait
    const lane = `${network} ${isKnown ? name : ''}`;
    let checked: Checked | undefined;
    // whoever came first with the same header may have gone while others wait for the same check
    while (checked === undefined && isThere()) checked = await this.#checkOnce(authorization, lane, isThere);
    if (checked?.principal !== undefined) this.#remembered.keep(authorization, checked.principal);
    else if (checked !== undefined)
      await Promise.all([this.#delayOfNetwork.afterFailure(network), this.#delayOfUser.afterFailure(name)]);
    return checked?.principal;
  }

  /** Many requests with the same header, as after a restart, cost one check. Undefined: it was not checked. */
  #checkOnce(authorization: string, lane: string, isThere: IsThere): Promise<Checked | undefined> {
    let check = this.#underway.get(authorization);
    if (check === undefined) {
      check = this.#checks
        .run(lane, async () => ({ principal: await this.credentials.check(authorization) }), isThere)
        .finally(() => {
          this.#underway.delete(authorization);
        });
      this.#underway.set(authorization, check);
    }
    return check;
  }
}

/** Whom a header speaks for, once that was looked at. */
interface Checked {
  readonly principal: Principal | undefined;
}
