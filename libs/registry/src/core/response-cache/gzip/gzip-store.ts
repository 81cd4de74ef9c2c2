import type { Encoding } from '@nest-eureka/protocol';
import type { Payload, PayloadAnswer } from '../payload.js';
import type { View } from '../view.js';
import type { ViewName } from '../view-name.js';
import type { QuietCompression } from './quiet-compression.js';

interface Compression {
  readonly plain: Payload;
  readonly result: Promise<Payload>;
}

/** Where the plain documents come from. */
export interface PlainDocuments {
  get(view: View, encoding: Encoding): PayloadAnswer;
  /** What `get` would answer without writing anything. */
  peek(view: View, encoding: Encoding): Payload | undefined;
}

/**
 * Compressed documents, each kept as long as the plain one it was made of. Of one document a single compression runs at a time:
 * whoever asks for a newer state meanwhile waits for the next run, which takes the newest.
 */
export class GzipStore {
  readonly #done = new WeakMap<Payload, Payload>();
  readonly #running = new Map<string, Compression>();
  readonly #next = new Map<string, Promise<Payload | undefined>>();

  constructor(
    private readonly documents: PlainDocuments,
    private readonly compress: (plain: Payload) => Payload | Promise<Payload>,
    private readonly quiet: Pick<QuietCompression, 'plan'>,
    private readonly nameOf: ViewName,
  ) {}

  get(view: View, encoding: Encoding): PayloadAnswer {
    const plain = this.documents.get(view, encoding);
    if (plain instanceof Promise) return plain.then((ready) => this.#compressed(view, encoding, ready));
    return this.#compressed(view, encoding, plain);
  }

  #compressed(view: View, encoding: Encoding, plain: Payload | undefined): PayloadAnswer {
    if (plain === undefined) return undefined;
    const done = this.#done.get(plain);
    if (done !== undefined) return done;
    const name = this.nameOf(view, encoding);
    const running = this.#running.get(name);
    if (running === undefined) return this.#start(name, view, encoding, plain);
    if (running.plain === plain) return running.result;
    let next = this.#next.get(name);
    if (next === undefined) this.#next.set(name, (next = this.#afterwards(name, running, view, encoding)));
    return next;
  }

  #start(name: string, view: View, encoding: Encoding, plain: Payload): Payload | Promise<Payload> {
    const keep = (payload: Payload): Payload => {
      this.#done.set(plain, payload);
      const isCurrent = (): boolean => this.documents.peek(view, encoding) === plain;
      this.quiet.plan(name, { plain, isCurrent, keep: (better) => this.#done.set(plain, better) });
      return payload;
    };
    const compressed = this.compress(plain);
    if (!(compressed instanceof Promise)) return keep(compressed);
    const result = this.#finish(name, compressed, keep);
    this.#running.set(name, { plain, result });
    return result;
  }

  async #finish(name: string, compressed: Promise<Payload>, keep: (payload: Payload) => Payload): Promise<Payload> {
    try {
      return keep(await compressed);
    } finally {
      this.#running.delete(name);
    }
  }

  async #afterwards(name: string, running: Compression, view: View, encoding: Encoding): Promise<Payload | undefined> {
    // a fault of that run concerns those who wait for it
    await running.result.catch(() => undefined);
    this.#next.delete(name);
    return this.get(view, encoding);
  }
}
