/** Weak entity tags, a new one for each document that is written. */
export class DocumentTags {
  #count = 0;

  /** `processTag` must differ from process to process: the count begins anew. */
  constructor(private readonly processTag: string) {}

  next(): string {
    return `W/"${this.processTag}-${(this.#count++).toString(36)}"`;
  }
}
