/** Hashes computed at a time; libuv has four threads, which gzip, files and look-ups need as well. */
const AT_ONCE = 2;

/**
 * Lets few checks of passwords run at a time, and only one for each lane, which is a user from a network: somebody who guesses
 * in parallel waits for themselves, everybody else for at most one check of theirs.
 */
export class CheckQueue {
  readonly #lastOf = new Map<string, Promise<void>>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  /** @param isWanted asked when it is the check's turn; what nobody wants any more is undefined */
  async run<T>(lane: string, check: () => Promise<T>, isWanted: () => boolean): Promise<T | undefined> {
    const before = this.#lastOf.get(lane);
    let finish = (): void => {};
    const mine = new Promise<void>((resolve) => (finish = resolve));
    this.#lastOf.set(lane, mine);
    await before;
    try {
      return isWanted() ? await this.#runInTurn(check, isWanted) : undefined;
    } finally {
      if (this.#lastOf.get(lane) === mine) this.#lastOf.delete(lane);
      finish();
    }
  }

  async #runInTurn<T>(check: () => Promise<T>, isWanted: () => boolean): Promise<T | undefined> {
    await this.#enter();
    try {
      return isWanted() ? await check() : undefined;
    } finally {
      this.#leave();
    }
  }

  async #enter(): Promise<void> {
    if (this.#running >= AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running++;
  }

  /** Gives the place on, if somebody waits for it. */
  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#running--;
    else next();
  }
}
