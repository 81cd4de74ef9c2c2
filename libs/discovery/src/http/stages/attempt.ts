import type { TimerClock } from '@nest-eureka/time';
import { isFailure } from '../../balancing/stats/attempt-outcome.js';
import type { AttemptOutcome } from '../../balancing/stats/attempt-outcome.js';
import type { Candidate } from '../../balancing/candidate.js';
import type { NobodyReason } from '../../balancing/picker.js';
import type { ServiceBalancer } from '../../balancing/service-balancer.js';
import type { ServiceInstance } from '../../core/service-instance.js';
import type { CallOutcome, NoInstanceReason } from '../call-outcome.js';
import { connectionFault } from '../connection-fault.js';
import { TIME_IS_UP } from '../dispatch.js';
import type { Dispatch, Exchange } from '../dispatch.js';
import { FollowingController } from '../following-controller.js';
import type { InstanceBreakers } from './instance-breakers.js';
import { unlessAborted } from '../unless-aborted.js';

/** What an attempt needs of its service. */
export interface AttemptParts {
  readonly balancer: Pick<ServiceBalancer, 'pick' | 'begin' | 'end'>;
  readonly breakers: InstanceBreakers | undefined;
  /** How long one attempt may take, ms; 0 = as long as the call. */
  readonly tryTimeoutMs: number;
  readonly clock: TimerClock;
  instanceOf(candidate: Candidate): ServiceInstance;
  /** Says more than the picker can. */
  whyNobody(reason: NobodyReason): NoInstanceReason;
}

/** The innermost stage: picks an instance, sends, and reports to the balancer how that went. */
export function attempt(parts: AttemptParts): Dispatch {
  return async <T>(exchange: Exchange<T>): Promise<CallOutcome<T>> => {
    if (exchange.signal.aborted) return { type: 'aborted' };
    const chosen = exchange.to ?? choose(exchange, parts);
    if (typeof chosen === 'string') return { type: 'no-instance', reason: parts.whyNobody(chosen) };
    exchange.trail.tried.add(chosen.id);
    exchange.trail.attempts += 1;
    const { breakers } = parts;
    if (breakers === undefined) return sendTo(chosen, exchange, parts);
    return breakers.guard(chosen.id, () => sendTo(chosen, exchange, parts));
  };
}

function choose(
  { call, trail }: Exchange<unknown>,
  { balancer, breakers, clock }: AttemptParts,
): Candidate | NobodyReason {
  const request = { ...call.wishes, now: clock.monotonic() };
  const open = breakers?.open ?? [];
  if (trail.tried.size === 0 && open.length === 0) return chosenOf(balancer.pick(request));
  return chosenOf(balancer.pick({ ...request, exclude: new Set([...trail.tried, ...open]) }));
}

function chosenOf(result: ReturnType<ServiceBalancer['pick']>): Candidate | NobodyReason {
  return result.type === 'picked' ? result.candidate : result.reason;
}

async function sendTo<T>(candidate: Candidate, exchange: Exchange<T>, parts: AttemptParts): Promise<CallOutcome<T>> {
  const { balancer, clock } = parts;
  const controller = new FollowingController(exchange.signal);
  const limitMs = exchange.call.tryTimeoutMs ?? parts.tryTimeoutMs;
  const cancelLimit = limitMs > 0 ? clock.after(limitMs, () => controller.abort(TIME_IS_UP)) : () => {};
  const startedAt = clock.monotonic();
  balancer.begin(candidate, startedAt);
  const outcome = await outcomeOf(candidate, exchange, controller.signal, parts, startedAt);
  cancelLimit();
  controller.release();
  balancer.end(candidate, reportOf(outcome), clock.monotonic());
  return outcome;
}

async function outcomeOf<T>(
  candidate: Candidate,
  { send, headers, trail }: Exchange<T>,
  signal: AbortSignal,
  parts: AttemptParts,
  startedAt: number,
): Promise<CallOutcome<T>> {
  const tookMs = (): number => parts.clock.monotonic() - startedAt;
  const ended = (error: unknown): CallOutcome<T> => {
    if (!signal.aborted) return { type: 'failed', ...connectionFault(error), error, candidate, tookMs: tookMs() };
    if (!isTimeout(signal.reason)) return { type: 'aborted' };
    return {
      type: 'failed',
      fault: 'timeout',
      sent: true,
      error: signal.reason as unknown,
      candidate,
      tookMs: tookMs(),
    };
  };
  try {
    const sending = send({ instance: parts.instanceOf(candidate), number: trail.attempts, headers, signal });
    const answer = await unlessAborted(sending, signal, (late) => late.discard?.());
    return answer === undefined ? ended(signal.reason) : { type: 'answered', answer, candidate, tookMs: tookMs() };
  } catch (error) {
    return ended(error);
  }
}

/** Our own limits, and the caller's `AbortSignal.timeout()`: that somebody waited in vain does tell of the instance. */
function isTimeout(reason: unknown): boolean {
  // by name: under jest a DOMException is of another realm's Error
  return (reason as { readonly name?: unknown } | null | undefined)?.name === TIME_IS_UP.name;
}

/** How the outcome reads in the instance's statistics. */
export function reportOf(outcome: CallOutcome<unknown>): AttemptOutcome {
  switch (outcome.type) {
    case 'answered':
      return { type: 'answered', status: outcome.answer.status, tookMs: outcome.tookMs };
    case 'failed':
      return { type: 'failed', fault: outcome.fault, tookMs: outcome.tookMs };
    default:
      return { type: 'abandoned' };
  }
}

/** Whether the outcome counts against who was called. */
export function countsAgainst(outcome: CallOutcome<unknown>): boolean {
  return outcome.type === 'timed-out' || isFailure(reportOf(outcome));
}
