import { PassportStrategy } from '@nestjs/passport';
import { BasicStrategy } from 'passport-http';
import { readBasicCredentials } from '../security/basic-credentials.js';
import type { BasicCredentials } from '../security/basic-credentials.js';
import type { Claim, CredentialsCheck } from '../security/authorization-check.js';
import type { Principal } from '../security/roles.js';
import type { UserDirectory } from '../security/user-directory.js';

/** More of a name than is kept of a failed attempt. */
const LONGEST_NAME = 200;

/** What passport calls on an attempt; it grafts these on a copy of the strategy for each request. */
interface Attempt {
  success(user: Principal): void;
  fail(challenge: unknown): void;
  error(error: unknown): void;
  authenticate(request: { readonly headers: { readonly authorization: string } }): void;
}

/** The passport strategy `eureka-basic`, and the one way in which this registry checks a Basic header. */
export class RegistryBasicStrategy extends PassportStrategy(BasicStrategy, 'eureka-basic') implements CredentialsCheck {
  constructor(private readonly users: UserDirectory) {
    super({ realm: 'Eureka' });
  }

  /** Called by passport-http with the texts of `asHeader` below. */
  async validate(name: string, password: string): Promise<Principal | false> {
    return (await this.users.authenticate(decodeURIComponent(name), decodeURIComponent(password))) ?? false;
  }

  /** Who an Authorization header speaks for; undefined for nobody. */
  async check(authorization: string): Promise<Principal | undefined> {
    for (const credentials of readBasicCredentials(authorization)) {
      const found = await this.#attempt(credentials);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  claimOf(authorization: string): Claim {
    const readings = readBasicCredentials(authorization);
    const known = readings.find(({ name }) => this.users.has(name));
    return { name: (known ?? readings[0])?.name.slice(0, LONGEST_NAME) ?? '', isKnown: known !== undefined };
  }

  #attempt(credentials: BasicCredentials): Promise<Principal | undefined> {
    return new Promise((resolve, reject) => {
      const attempt = Object.create(this) as Attempt;
      attempt.success = resolve;
      attempt.fail = () => resolve(undefined);
      attempt.error = reject;
      attempt.authenticate({ headers: { authorization: asHeader(credentials) } });
    });
  }
}

/** passport-http cuts a password at its first colon and knows UTF-8 only, so it is handed both parts percent-encoded. */
function asHeader({ name, password }: BasicCredentials): string {
  const text = `${encodeURIComponent(name)}:${encodeURIComponent(password)}`;
  return `Basic ${Buffer.from(text).toString('base64')}`;
}
