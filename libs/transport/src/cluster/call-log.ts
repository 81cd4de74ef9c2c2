import type { CallFailure, CallFailureReason } from '../call-outcome.js';
import type { EndpointFailure, EndpointOutcome } from '../endpoint/endpoint-outcome.js';

/** What the registries that were asked did, for the message of a call that none of them answered. */
export class CallLog {
  /** How often each was done. */
  readonly #deeds = new Map<string, number>();
  #last: Pick<CallFailure, 'reason' | 'status'> | undefined;

  note(url: string, outcome: EndpointOutcome<unknown>): void {
    if (outcome.kind === 'failed') {
      this.#did(`${url} ${outcome.message}`);
      this.#last = { reason: outcome.reason, status: undefined };
    } else {
      this.#did(`${url} answered ${outcome.status}`);
      this.#last = { reason: reasonOf(outcome.status), status: outcome.status };
    }
  }

  /** The failure by the last registry that was asked; what is given is for when none was. */
  failure(reason: CallFailureReason, message: string): CallFailure {
    if (this.#last === undefined) return { kind: 'failed', reason, status: undefined, message };
    return { kind: 'failed', ...this.#last, message: `No registry gave an answer: ${this.#told}` };
  }

  /** The failure of a call that was ended from this side, whatever registries did before. */
  ended({ reason, message }: EndpointFailure): CallFailure {
    const end = reason === 'aborted' ? 'The call was given up' : message;
    const before = this.#deeds.size === 0 ? '' : `; before that: ${this.#told}`;
    return { kind: 'failed', reason, status: undefined, message: end + before };
  }

  get #told(): string {
    return [...this.#deeds].map(([deed, times]) => (times > 1 ? `${deed} (${times} attempts)` : deed)).join('; ');
  }

  #did(deed: string): void {
    this.#deeds.set(deed, (this.#deeds.get(deed) ?? 0) + 1);
  }
}

function reasonOf(status: number): CallFailureReason {
  return status === 401 || status === 403 ? 'unauthorized' : 'refused';
}
