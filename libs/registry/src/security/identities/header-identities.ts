import type { Claim, CredentialsCheck } from '../authorization-check.js';
import type { Principal } from '../roles.js';
import type { TokenDirectory } from './token-directory.js';

const NO_USER: Claim = { name: '', isKnown: false };

/** Whom an Authorization header speaks for, by its scheme: Basic or Bearer. */
export class HeaderIdentities implements CredentialsCheck {
  constructor(
    private readonly basic: CredentialsCheck,
    private readonly tokens: TokenDirectory,
  ) {}

  async check(authorization: string): Promise<Principal | undefined> {
    return isBearer(authorization) ? this.tokens.find(authorization) : this.basic.check(authorization);
  }

  claimOf(authorization: string): Claim {
    return isBearer(authorization) ? NO_USER : this.basic.claimOf(authorization);
  }
}

function isBearer(authorization: string): boolean {
  return /^bearer /i.test(authorization);
}
