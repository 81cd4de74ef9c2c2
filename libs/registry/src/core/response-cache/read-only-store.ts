import type { Encoding } from '@nest-eureka/protocol';
import { BoundedMap } from './bounded-map.js';
import type { Payload, PayloadAnswer } from './payload.js';
import type { View } from './view.js';
import type { ViewName } from './view-name.js';

/** Views that are read again before others have their turn. */
const ENTRIES_PER_TURN = 16;

interface ReadEntry {
  readonly view: View;
  readonly encoding: Encoding;
  /** undefined: there was nothing of that name, which is remembered too (wire-live.md 6). */
  readonly payload: Payload | undefined;
}

/** Shows what was read first until it is refreshed from outside: Java's read-only cache (server.md 3.3, 3.4). Bounded, other than Java's. */
export class ReadOnlyStore {
  readonly #entries: BoundedMap<string, ReadEntry>;

  constructor(
    private readonly read: (view: View, encoding: Encoding) => PayloadAnswer,
    private readonly nameOf: ViewName,
    maxEntries: number,
    private readonly yieldToOthers: () => Promise<void>,
  ) {
    this.#entries = new BoundedMap(maxEntries);
  }

  get size(): number {
    return this.#entries.size;
  }

  get(view: View, encoding: Encoding): PayloadAnswer {
    const name = this.nameOf(view, encoding);
    const entry = this.#entries.get(name);
    if (entry !== undefined) return entry.payload;
    const answer = this.read(view, encoding);
    if (answer instanceof Promise) return answer.then((payload) => this.#keep(name, { view, encoding, payload }));
    return this.#keep(name, { view, encoding, payload: answer });
  }

  /** What is shown now. */
  peek(view: View, encoding: Encoding): Payload | undefined {
    return this.#entries.get(this.nameOf(view, encoding))?.payload;
  }

  /** Reads all known views again, one after the other. */
  async refresh(): Promise<void> {
    const known = Array.from(this.#entries.entries());
    for (const [index, [name, { view, encoding }]] of known.entries()) {
      if (index % ENTRIES_PER_TURN === 0) await this.yieldToOthers();
      const payload = await this.read(view, encoding);
      if (this.#entries.has(name)) this.#entries.set(name, { view, encoding, payload });
    }
  }

  #keep(name: string, entry: ReadEntry): Payload | undefined {
    this.#entries.set(name, entry);
    return entry.payload;
  }
}
