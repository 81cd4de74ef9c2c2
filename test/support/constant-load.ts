/** A call that did not end well; `number` counts calls from 0. */
export interface FailedCall {
  readonly number: number;
  readonly error: unknown;
}

/** Calls without a pause, several at once, until it is stopped; keeps what came of them. */
export class ConstantLoad {
  readonly failed: FailedCall[] = [];
  #answered = 0;
  #started = 0;
  #isOver = false;
  readonly #ended: Promise<unknown>;

  constructor(
    workers: number,
    private readonly call: (number: number) => Promise<Response>,
  ) {
    this.#ended = Promise.all(Array.from({ length: workers }, () => this.#work()));
  }

  get answered(): number {
    return this.#answered;
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    await this.#ended;
  }

  async #work(): Promise<void> {
    while (!this.#isOver) {
      const number = this.#started++;
      try {
        const response = await this.call(number);
        await response.text();
        if (response.ok) this.#answered++;
        else this.failed.push({ number, error: response.status });
      } catch (error) {
        this.failed.push({ number, error });
      }
    }
  }
}
