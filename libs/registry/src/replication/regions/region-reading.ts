import type { Applications } from '@nest-eureka/protocol';
import type { Clock } from '@nest-eureka/time';
import { readInSlices } from '@nest-eureka/transport';
import type { CallFailureReason, CallOutcome, ReconciliationPace, RegistryCalls } from '@nest-eureka/transport';
import type { RegionRegistry } from '../../core/regions/region-registry.js';

/** How one reading of a region came out. */
export type RegionReadingEnd =
  | { readonly kind: 'read'; readonly by: 'full' | 'delta' }
  | { readonly kind: 'failed'; readonly reason: CallFailureReason; readonly message: string }
  | { readonly kind: 'stopped' };

export interface RegionReadingDeps {
  readonly registry: RegionRegistry;
  readonly calls: Pick<RegistryCalls, 'applications' | 'delta'>;
  readonly reconciliation: ReconciliationPace;
  readonly clock: Clock;
  readonly settings: { readonly disableDelta: boolean; readonly timeoutMs: number };
}

const STOPPED: RegionReadingEnd = { kind: 'stopped' };

/**
 * One reading: a delta where that will do, else everything (server.md 5.2). Taken over in slices between which others have
 * their turn.
 */
export class RegionReading {
  #emptyAnswers = 0;

  constructor(private readonly deps: RegionReadingDeps) {}

  /** @param needsFull what is known does not come from the region itself */
  async run(needsFull: boolean, signal: AbortSignal): Promise<RegionReadingEnd> {
    const { registry, calls, reconciliation, settings } = this.deps;
    if (needsFull || settings.disableDelta || registry.size === 0 || this.#emptyAnswers > 0) return this.#full(signal);
    const answer = await calls.delta({ signal, timeoutMs: settings.timeoutMs });
    if (answer.kind === 'failed') return failure(answer, signal);
    const delta = documentOf(answer);
    if (delta === undefined) return this.#full(signal);
    const agrees = await this.#take(registry.apply(delta), signal);
    if (agrees === 'aborted') return STOPPED;
    if (agrees) reconciliation.agreed();
    if (agrees || !reconciliation.isDue) return { kind: 'read', by: 'delta' };
    const full = await this.#full(signal);
    if (full.kind === 'read') reconciliation.done();
    return full;
  }

  async #full(signal: AbortSignal): Promise<RegionReadingEnd> {
    const { registry, calls, settings } = this.deps;
    const answer = await calls.applications({ signal, timeoutMs: settings.timeoutMs });
    if (answer.kind === 'failed') return failure(answer, signal);
    const document = documentOf(answer);
    if (document === undefined) {
      const message = `${answer.server} answered ${answer.status} without a registry`;
      return { kind: 'failed', reason: 'unreadable', message };
    }
    if (this.#isSuddenlyEmpty(document)) {
      const message = `${answer.server} suddenly lists nothing; it is believed when it says so again`;
      return { kind: 'failed', reason: 'unreadable', message };
    }
    const taken = await this.#take(registry.replaceWith(document), signal);
    return taken === 'aborted' ? STOPPED : { kind: 'read', by: 'full' };
  }

  /** A registry that has just been restarted has nothing to list for a moment: once is not believed. */
  #isSuddenlyEmpty({ applications }: Applications): boolean {
    const isEmpty = applications.every(({ instances }) => instances.length === 0);
    this.#emptyAnswers = isEmpty && this.deps.registry.size > 0 ? this.#emptyAnswers + 1 : 0;
    if (this.#emptyAnswers === 1) return true;
    this.#emptyAnswers = 0;
    return false;
  }

  #take<T>(steps: Iterator<void, T, void>, signal: AbortSignal): Promise<T | 'aborted'> {
    return readInSlices(steps, { clock: this.deps.clock, signal });
  }
}

function documentOf(answer: Extract<CallOutcome<Applications>, { kind: 'answered' }>): Applications | undefined {
  return answer.status === 200 ? answer.value : undefined;
}

function failure(
  { reason, message }: Extract<CallOutcome<Applications>, { kind: 'failed' }>,
  signal: AbortSignal,
): RegionReadingEnd {
  return signal.aborted ? STOPPED : { kind: 'failed', reason, message };
}
