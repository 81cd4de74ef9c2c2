import { applyDelta, appsHashCodeOf, decodeApplications } from '@nest-eureka/protocol';
import type { Applications } from '@nest-eureka/protocol';
import type { TimerClock } from '@nest-eureka/time';
import { EventReader } from '@nest-eureka/transport';
import type { StreamEvent, StreamOutcome } from '@nest-eureka/transport';
import type { Conversation } from './conversation.js';

/** How a stream came out; `not-offered`: the server has none, or nothing of it comes through. */
export type StreamEnd = { readonly kind: 'not-offered' } | { readonly kind: 'broken'; readonly message: string };

/** Who is told what a stream tells. */
export interface StreamHearer {
  /** The first event of a stream has come. */
  began(): void;
  changed(before: Applications, after: Applications): void;
}

const LONGEST_EVENT = 500_000_000;
const FIRST_EVENT_MS = 10_000;
/** What a server says that has no stream, or none for this user. */
const WITHOUT: readonly number[] = [200, 403, 404, 405, 406];

/** Follows a registry by its change stream (docs/protocol.md), each time from where the last stream ended. */
export class RegistryStream {
  #present: Applications | undefined;
  #lastId: string | undefined;

  /** @param application in upper case; undefined: all */
  constructor(
    private readonly conversation: Pick<Conversation, 'listen'>,
    private readonly application: string | undefined,
    private readonly hearer: StreamHearer,
    private readonly clock: TimerClock,
  ) {}

  /** Reads until the stream ends. Never rejects. */
  async read(): Promise<StreamEnd> {
    const reader = new EventReader(LONGEST_EVENT);
    const patience = new AbortController();
    const endPatience = this.clock.after(FIRST_EVENT_MS, () => patience.abort());
    let hasBegun = false;
    let fault: string | undefined;
    const take = async (piece: Buffer): Promise<void> => {
      for (const event of reader.read(piece)) {
        endPatience();
        if (!hasBegun) this.hearer.began();
        hasBegun = true;
        fault = this.#take(event);
        if (fault !== undefined) throw new Error(fault);
      }
    };
    const outcome = await this.conversation.listen(this.#path(), take, patience.signal);
    endPatience();
    if (patience.signal.aborted) return { kind: 'not-offered' };
    return fault === undefined ? endOf(outcome) : { kind: 'broken', message: fault };
  }

  #path(): string {
    const query = new URLSearchParams();
    if (this.application !== undefined) query.set('apps', this.application);
    if (this.#lastId !== undefined) query.set('since', this.#lastId);
    return `x/watch?${query.toString()}`;
  }

  /** What is wrong with an event; undefined when nothing is. */
  #take({ type, id, data }: StreamEvent): string | undefined {
    const fault = type === 'snapshot' || type === 'changes' ? this.#move(data, type === 'changes') : undefined;
    this.#lastId = fault === undefined ? (id ?? this.#lastId) : undefined;
    return fault;
  }

  #move(data: string, isDelta: boolean): string | undefined {
    const decoded = decodeApplications(data, 'json');
    if (!decoded.ok) return `told what cannot be read: ${decoded.fault.message}`;
    const before = this.#present;
    if (isDelta && before === undefined) return 'began in the middle';
    const after = isDelta && before !== undefined ? applyDelta(before, decoded.value) : decoded.value;
    if (isDelta && appsHashCodeOf(after) !== decoded.value.appsHashCode) return 'told changes that do not fit';
    this.#present = after;
    if (before !== undefined) this.hearer.changed(before, after);
    return undefined;
  }
}

function endOf(outcome: StreamOutcome): StreamEnd {
  switch (outcome.kind) {
    case 'ended':
      return { kind: 'broken', message: 'ended the stream' };
    case 'failed':
      return { kind: 'broken', message: outcome.message };
    case 'refused':
      if (WITHOUT.includes(outcome.status)) return { kind: 'not-offered' };
      return { kind: 'broken', message: `answered ${outcome.status}` };
  }
}
