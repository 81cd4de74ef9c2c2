import type { Encoding } from '@nest-eureka/protocol';
import type { Payload, PayloadAnswer } from './payload.js';
import type { View } from './view.js';
import type { ViewName } from './view-name.js';

interface Compression {
  readonly plain: Payload;
  readonly result: Promise<Payload>;
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
    private readonly plainOf: (view: View, encoding: Encoding) => PayloadAnswer,
    private readonly compress: (plain: Payload) => Payload | Promise<Payload>,
    private readonly nameOf: ViewName,
  ) {}

  get(view: View, encoding: Encoding): PayloadAnswer {
    const plain = this.plainOf(view, encoding);
    if (plain instanceof Promise) return plain.then((ready) => this.#compressed(view, encoding, ready));
    return this.#compressed(view, encoding, plain);
  }

  #compressed(view: View, encoding: Encoding, plain: Payload | undefined): PayloadAnswer {
    if (plain === undefined) return undefined;
    const done = this.#done.get(plain);
    if (done !== undefined) return done;
    const name = this.nameOf(view, encoding);
    const running = this.#running.get(name);
    if (running === undefined) return this.#start(name, plain);
    if (running.plain === plain) return running.result;
    let next = this.#next.get(name);
    if (next === undefined) this.#next.set(name, (next = this.#afterwards(name, running, view, encoding)));
    return next;
  }

  #start(name: string, plain: Payload): Payload | Promise<Payload> {
    const compressed = this.compress(plain);
    if (!(compressed instanceof Promise)) {
      this.#done.set(plain, compressed);
      return compressed;
    }
    const result = this.#finish(name, plain, compressed);
    this.#running.set(name, { plain, result });
    return result;
  }

  async #finish(name: string, plain: Payload, compressed: Promise<Payload>): Promise<Payload> {
    try {
      const payload = await compressed;
      this.#done.set(plain, payload);
      return payload;
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
