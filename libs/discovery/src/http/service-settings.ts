import { isDeepStrictEqual } from 'node:util';
import { balancerFaults } from '../balancing/options/balancer-faults.js';
import type { BalancerOptions } from '../balancing/options/balancer-options.js';
import type { BalancingFault } from '../balancing/options/balancing-fault.js';
import type { RetryBudgetOptions } from '../balancing/retry/retry-budget.js';
import { retryFaults } from '../balancing/retry/retry-faults.js';
import type { RetryOptions } from '../balancing/retry/retry-options.js';
import type { CallFailure } from './call-outcome.js';
import type { ForwardedOptions } from './context/forwarded.js';
import type { Interceptor } from './dispatch.js';
import type { ServiceCall } from './service-call.js';
import type { BreakerOptions } from './stages/breaker.js';
import type { BulkheadOptions } from './stages/bulkhead.js';
import type { HedgingOptions } from './stages/hedging.js';
import type { WishSources } from './wishes.js';

/** What a caller gets in place of an answer; `body` becomes JSON unless it is a string. @default an empty 200 */
export interface FallbackAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A call that ends without an answer, and the error that the caller would get. */
export interface FailedCall {
  readonly call: ServiceCall;
  readonly failure: CallFailure;
  readonly error: unknown;
}

export type Fallback = (failed: FailedCall) => FallbackAnswer | undefined | Promise<FallbackAnswer | undefined>;

/** How a service is called. Times in ms. */
export interface ServiceSettings extends ForwardedOptions {
  readonly loadBalancer?: BalancerOptions;
  /** `budget: false` = retries are limited by their number alone. */
  readonly retry?: RetryOptions & { readonly budget?: RetryBudgetOptions | false };
  /** For the whole call up to the answer's head, retries included; 0 = no limit. @default 60000 */
  readonly timeoutMs?: number;
  /** For each attempt; 0 = as long as the call may take. @default 0 */
  readonly tryTimeoutMs?: number;
  /** Circuit breakers. Ejection takes out single instances already, so both are off unless asked for. */
  readonly breaker?: { readonly service?: BreakerOptions | false; readonly instance?: BreakerOptions | false };
  /** @default none */
  readonly bulkhead?: BulkheadOptions | false;
  /** @default none */
  readonly hedging?: HedgingOptions | false;
  /** Answers in the service's place when it gives no answer; undefined = the error after all. */
  readonly fallback?: Fallback;
  /** Where a request says which instance it wants. */
  readonly wishes?: WishSources;
  /** Stages of the application's own: around the whole call, and around each attempt; the first is the outermost. */
  readonly interceptors?: { readonly call?: readonly Interceptor[]; readonly attempt?: readonly Interceptor[] };
}

export function isSameSettings(one: ServiceSettings, other: ServiceSettings): boolean {
  return isDeepStrictEqual(one, other);
}

type Rule = readonly [least: number, isWhole: boolean, allowed: string];

const DURATION: Rule = [0, false, 'a number of ms, 0 or more'];
const SOME_TIME: Rule = [Number.MIN_VALUE, false, 'a number of ms above 0'];
const COUNT: Rule = [1, true, 'a whole number, 1 or more'];

/** Everything that is wrong with the settings of a service; empty when they can be used. */
export function settingsFaults(settings: ServiceSettings): readonly BalancingFault[] {
  const { loadBalancer = {}, retry = {}, breaker, bulkhead, hedging } = settings;
  const { budget, ...retryOptions } = retry;
  return [
    ...balancerFaults(loadBalancer).map((fault) => ({ ...fault, option: `loadBalancer.${fault.option}` })),
    ...retryFaults(retryOptions, budget === false ? undefined : budget),
    ...number('timeoutMs', settings.timeoutMs, DURATION),
    ...number('tryTimeoutMs', settings.tryTimeoutMs, DURATION),
    ...breakerFaults('breaker.service', breaker?.service),
    ...breakerFaults('breaker.instance', breaker?.instance),
    ...(bulkhead ? number('bulkhead.concurrent', bulkhead.concurrent, COUNT) : []),
    ...(bulkhead ? number('bulkhead.queue', bulkhead.queue, [0, true, 'a whole number, 0 or more']) : []),
    ...(hedging ? number('hedging.afterMs', hedging.afterMs, SOME_TIME) : []),
  ];
}

function breakerFaults(path: string, options: BreakerOptions | false | undefined): BalancingFault[] {
  if (!options) return [];
  const share = options.failureShare;
  const isShare = share === undefined || (share > 0 && share < 1);
  return [
    ...number(`${path}.consecutiveFailures`, options.consecutiveFailures, COUNT),
    ...(isShare ? [] : [{ option: `${path}.failureShare`, value: String(share), allowed: 'above 0 and below 1' }]),
    ...number(`${path}.windowMs`, options.windowMs, SOME_TIME),
    ...number(`${path}.minPerSecond`, options.minPerSecond, [0, false, 'a number, 0 or more']),
    ...number(`${path}.openMs`, options.openMs, SOME_TIME),
  ];
}

function number(option: string, value: number | undefined, [least, isWhole, allowed]: Rule): BalancingFault[] {
  if (value === undefined) return [];
  const isNumber = typeof value === 'number' && Number.isFinite(value) && value >= least;
  return isNumber && (!isWhole || Number.isInteger(value)) ? [] : [{ option, value: String(value), allowed }];
}
