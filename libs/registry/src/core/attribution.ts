/** Who asks for a change. */
export interface Caller {
  /** The user, `anybody` without users. */
  readonly name: string;
  /** Where the request came from: an IP address, `pipe`, or undefined when that could no longer be told. */
  readonly address: string | undefined;
  /** The node that tells of what was done there; undefined when it is the client itself. */
  readonly peer: string | undefined;
}

/**
 * Says on whose behalf things change. Changes and those who are told of them run within one turn, so a single place is enough;
 * whoever goes on after a pause says it again.
 */
export class Attribution {
  #caller: Caller | undefined;

  /** Undefined: the registry itself. */
  get caller(): Caller | undefined {
    return this.#caller;
  }

  during<T>(caller: Caller | undefined, change: () => T): T {
    const before = this.#caller;
    this.#caller = caller;
    try {
      return change();
    } finally {
      this.#caller = before;
    }
  }
}
