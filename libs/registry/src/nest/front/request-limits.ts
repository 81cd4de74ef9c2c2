import type { IncomingMessage } from 'node:http';
import { said } from '../../core/sentences/said.js';
import { callerAddress, isOfThisMachine, networkOf } from '../../security/caller-address.js';
import type { CallerRates, Weight } from '../../security/limits/caller-rates.js';
import type { NetflixRateLimiter } from '../../security/limits/netflix-rate-limiter.js';
import { ANYBODY } from '../../security/roles.js';
import type { Principal } from '../../security/roles.js';
import { telling } from '../wire/reply.js';
import type { Reply } from '../wire/reply.js';

const OVERLOADED: Reply = { kind: 'empty', status: 503, refused: 'netflix-rate' };

/** How much one caller, and all together, may ask. What peers tell each other is not counted. */
export class RequestLimits {
  /** @param rates undefined: none; `netflix` likewise */
  constructor(
    private readonly rates: CallerRates | undefined,
    private readonly netflix: NetflixRateLimiter | undefined,
  ) {}

  /** The answer to a request that is one too many. */
  refusal(request: IncomingMessage, principal: Principal, weight: Weight): Reply | undefined {
    return this.#byNetflix(request) ?? this.#byCaller(request, principal, weight);
  }

  #byNetflix({ method, url = '/', headers }: IncomingMessage): Reply | undefined {
    if (this.netflix === undefined) return undefined;
    const name = headers['discoveryidentity-name']?.toString();
    return this.netflix.isOverloaded(method, url.split('?', 1)[0] ?? '/', name) ? OVERLOADED : undefined;
  }

  #byCaller(request: IncomingMessage, principal: Principal, weight: Weight): Reply | undefined {
    if (this.rates === undefined) return undefined;
    const caller = callerName(request, principal);
    const seconds = caller === undefined ? undefined : this.rates.take(caller, weight);
    if (seconds === undefined) return undefined;
    return telling(429, said('registry.too-often'), { 'Retry-After': String(seconds) });
  }
}

/** A user, or an address; this machine and peers are not counted. */
function callerName(request: IncomingMessage, principal: Principal): string | undefined {
  if (principal !== ANYBODY) return principal.roles.has('peer') ? undefined : `user ${principal.name}`;
  const address = callerAddress(request.socket);
  return isOfThisMachine(address) ? undefined : networkOf(address);
}
