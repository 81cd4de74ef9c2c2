import type { Applications } from '@nest-eureka/protocol';
import type { CallFailureReason, CallOutcome, ReadOptions, RegistryCalls } from '@nest-eureka/transport';

/** A document, a status without one, a failure, or nothing until the caller gives up. */
export type ScriptedRead = Applications | number | CallFailureReason | 'hang';

const SERVER = 'http://registry/eureka/';

/** A registry that answers reads as a test says, and remembers what it was asked. */
export class ScriptedReads implements Pick<RegistryCalls, 'applications' | 'delta' | 'vip'> {
  readonly asked: string[] = [];
  readonly options: (ReadOptions | undefined)[] = [];
  full: ScriptedRead = 'unreachable';
  changes: ScriptedRead = 'unreachable';
  ofVip: ScriptedRead = 'unreachable';
  /** No answer comes before. */
  delayed: Promise<void> | undefined;

  applications(options?: ReadOptions): Promise<CallOutcome<Applications>> {
    return this.#answer('full', this.full, options);
  }

  delta(options?: ReadOptions): Promise<CallOutcome<Applications>> {
    return this.#answer('delta', this.changes, options);
  }

  vip(address: string, options?: ReadOptions): Promise<CallOutcome<Applications>> {
    return this.#answer(`vip ${address}`, this.ofVip, options);
  }

  /** What was asked since the last look. */
  takeAsked(): readonly string[] {
    return this.asked.splice(0);
  }

  async #answer(what: string, read: ScriptedRead, options?: ReadOptions): Promise<CallOutcome<Applications>> {
    this.asked.push(what);
    this.options.push(options);
    if (this.delayed !== undefined) await this.delayed;
    if (read === 'hang') {
      await new Promise((resolve) => options?.signal?.addEventListener('abort', resolve));
      return failed('aborted');
    }
    if (typeof read === 'string') return failed(read);
    if (typeof read === 'number') return { kind: 'answered', status: read, value: undefined, server: SERVER };
    return { kind: 'answered', status: 200, value: read, server: SERVER };
  }
}

function failed(reason: CallFailureReason): CallOutcome<Applications> {
  return { kind: 'failed', reason, status: undefined, message: `${SERVER}: ${reason}` };
}
