/** Says what has been seen: one call at a time, and of what came meanwhile only the last. */
export class Confirmations {
  #next: string | undefined;
  #isSending = false;

  /** `send` never rejects. */
  constructor(private readonly send: (revision: string) => Promise<void>) {}

  add(revision: string): void {
    this.#next = revision;
    if (!this.#isSending) void this.#sendAll();
  }

  async #sendAll(): Promise<void> {
    this.#isSending = true;
    while (this.#next !== undefined) {
      const revision = this.#next;
      this.#next = undefined;
      await this.send(revision);
    }
    this.#isSending = false;
  }
}
