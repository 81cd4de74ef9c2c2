import type { Clock } from '@nest-eureka/time';
import type { Attribution } from '../attribution.js';
import type { RegistryEvent, RegistryListener } from '../registry-event.js';
import type { InstanceKind, JournalEntry, Remark } from './journal-entry.js';

/** Remembers the last changes and who made them. Renewals are no changes. */
export class Journal implements RegistryListener {
  readonly #entries: JournalEntry[] = [];
  /** Where the oldest one stands, once there are as many as may be. */
  #oldest = 0;
  #count = 0;

  /** @param capacity how many are remembered; the oldest go first */
  constructor(
    private readonly clock: Clock,
    private readonly attribution: Attribution,
    private readonly changeLog: { readonly revision: number },
    private readonly capacity: number,
  ) {}

  /** How many there ever were. */
  get count(): number {
    return this.#count;
  }

  on(event: RegistryEvent): void {
    const kind = kindOf(event);
    if (kind === undefined) return;
    const { app, id, instance } = event.lease;
    const from = 'previous' in event ? event.previous?.status : undefined;
    const to = event.type === 'cancelled' ? undefined : instance.status;
    this.#add({ kind, app, id, from, to, by: this.attribution.caller }, event.origin);
  }

  /** Something that is no change of a lease. */
  note(remark: Remark): void {
    this.#add(remark, undefined);
  }

  /** The newest first, from those before the number given. */
  *newestFirst(before = Number.POSITIVE_INFINITY): IterableIterator<JournalEntry> {
    const { length } = this.#entries;
    for (let place = 1; place <= length; place++) {
      const entry = this.#entries[(this.#oldest + length - place) % length];
      if (entry !== undefined && entry.number < before) yield entry;
    }
  }

  #add({ kind, app, id, by, from, to, detail, said }: Remark, origin: JournalEntry['origin']): void {
    const entry: JournalEntry = {
      number: ++this.#count,
      revision: this.changeLog.revision,
      at: this.clock.now(),
      kind,
      app,
      id,
      origin,
      by,
      from,
      to,
      detail,
      said,
    };
    if (this.#entries.length < this.capacity) {
      this.#entries.push(entry);
      return;
    }
    this.#entries[this.#oldest] = entry;
    this.#oldest = (this.#oldest + 1) % this.capacity;
  }
}

function kindOf(event: RegistryEvent): InstanceKind | undefined {
  switch (event.type) {
    case 'renewed':
    case 'status-confirmed':
      return undefined;
    case 'registered':
      return event.replaced === undefined ? 'registered' : 'registered-again';
    case 'cancelled':
      return event.origin === 'eviction' ? 'evicted' : 'cancelled';
    case 'status-changed':
      return event.cause === 'renewal' ? 'status-changed' : event.cause;
  }
}
