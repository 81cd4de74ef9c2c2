import { AsyncLocalStorage } from 'node:async_hooks';

/** Headers as Node has them: names in lower case. */
export type InboundHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * The request within which the application makes its calls. HTTP requests are noted by themselves; for work that comes another
 * way, such as a message of a queue, `run()` says what came with it.
 */
export class InboundContext {
  readonly #requests = new AsyncLocalStorage<InboundHeaders>();

  /** Undefined outside of a request. */
  get headers(): InboundHeaders | undefined {
    return this.#requests.getStore();
  }

  /** Does the work, and all that it begins, within a request with these headers. */
  run<T>(headers: InboundHeaders, work: () => T): T {
    return this.#requests.run(headers, work);
  }
}

/** One header by its name in any case of letters; several of a name as one list. */
export function inboundHeader(headers: InboundHeaders, name: string): string | undefined {
  const value = headers[name.toLowerCase()];
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.join(', ') : undefined;
}
