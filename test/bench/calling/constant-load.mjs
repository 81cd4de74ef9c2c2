/** Calls without a pause, so many at once, until it is stopped; keeps what failed. */
export class ConstantLoad {
  #isOver = false;
  #ended;
  #answered = 0;
  #started = 0;
  #failed = [];
  #tookMs = [];

  /** @param {string[]} methods taken in turn */
  constructor(fetch, origin, workers, methods) {
    const work = async () => {
      while (!this.#isOver) await this.#call(fetch, origin, methods[this.#started % methods.length]);
    };
    this.#ended = Promise.all(Array.from({ length: workers }, work));
  }

  figures() {
    const tookMs = this.#tookMs.toSorted((a, b) => a - b);
    return {
      answered: this.#answered,
      failed: this.#failed,
      p99Ms: tookMs[Math.floor(tookMs.length * 0.99)],
      maxMs: tookMs.at(-1),
    };
  }

  async stop() {
    this.#isOver = true;
    await this.#ended;
    return this.figures();
  }

  async #call(fetch, origin, method) {
    const from = performance.now();
    const body = method === 'POST' ? { body: '{"item":1}', headers: { 'content-type': 'application/json' } } : {};
    try {
      const response = await fetch(`${origin}/${this.#started++}`, { method, ...body });
      await response.text();
      if (!response.ok) throw new Error(`status ${response.status}`);
      this.#answered += 1;
      this.#tookMs.push(performance.now() - from);
    } catch (error) {
      this.#failed.push(`${method}: ${error.cause?.message ?? error.message}`);
    }
  }
}
