/** Turns of the event loop that come when a test says so. */
export class Turns {
  readonly #waiting: (() => void)[] = [];

  readonly yieldToOthers = (): Promise<void> => new Promise((resolve) => this.#waiting.push(resolve));

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Lets everybody go on who waits now, up to where they wait again. */
  async next(): Promise<void> {
    for (const resolve of this.#waiting.splice(0)) resolve();
    await settle();
  }

  /** Gives turns until something is there that may also need other threads. Returns how many it took. */
  async until(event: Promise<unknown>, beforeEach: () => void = () => undefined): Promise<number> {
    const progress = { isOver: false, turns: 0 };
    const over = event.finally(() => (progress.isOver = true));
    over.catch(() => undefined);
    while (!progress.isOver) {
      beforeEach();
      await this.next();
      await new Promise((resolve) => setImmediate(resolve));
      progress.turns++;
    }
    return progress.turns;
  }

  async untilQuiet(): Promise<void> {
    await settle();
    while (this.#waiting.length > 0) await this.next();
  }
}

/** Runs what promises have ready. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 20; round++) await Promise.resolve();
}
