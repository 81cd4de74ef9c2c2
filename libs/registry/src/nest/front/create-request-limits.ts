import type { RegistryConfiguration } from '@nest-eureka/config';
import type { Clock } from '@nest-eureka/time';
import { CallerRates } from '../../security/limits/caller-rates.js';
import { NetflixRateLimiter } from '../../security/limits/netflix-rate-limiter.js';
import { RequestLimits } from './request-limits.js';

/** Several times what one node can serve, so that it stops a runaway client and nobody else. */
const DEFAULT_WITH_USERS = 100_000;

/** Undefined where nothing is limited: without users, unless a rate is set. */
export function createRequestLimits(
  { users, tokens, server }: Pick<RegistryConfiguration, 'users' | 'tokens' | 'server'>,
  clock: Clock,
): RequestLimits | undefined {
  const isOpen = users.length + tokens.length === 0;
  const perSecond = server.callerRequestsPerSecond ?? (isOpen ? 0 : DEFAULT_WITH_USERS);
  const rates = perSecond === 0 ? undefined : new CallerRates(clock, perSecond);
  const netflix = server.rateLimiterEnabled ? new NetflixRateLimiter(server, clock) : undefined;
  return rates === undefined && netflix === undefined ? undefined : new RequestLimits(rates, netflix);
}
