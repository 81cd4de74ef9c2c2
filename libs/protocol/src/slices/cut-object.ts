const COMMA = /[ \t\n\r]*,[ \t\n\r]*/y;

/** A JSON object in which some of the objects are cut out; `P` is what is known of each. */
export interface CutObject<P> {
  /** The object's text, in which `{"":3}` stands for all pieces of the run 3. */
  readonly skeleton: string;
  /** Pieces that follow each other in one array, or one piece alone. */
  readonly runs: readonly (readonly P[])[];
}

/**
 * Takes the text of an object apart from front to back. Where every piece is an object and the skeleton is JSON, so is the
 * object, and only then: an object is written for an object, and a comma is left out only between two of them in an array.
 */
export class ObjectCutting<P> {
  readonly #text: string;
  readonly #runs: P[][] = [];
  readonly #kept: string[] = [];
  #keptTo: number;

  constructor(text: string, start: number) {
    this.#text = text;
    this.#keptTo = start;
  }

  take(start: number, end: number, inArray: boolean, piece: P): void {
    const run = this.#runs.at(-1);
    if (run && inArray && this.#isCommaBefore(start)) {
      run.push(piece);
    } else {
      this.#kept.push(this.#text.slice(this.#keptTo, start), `{"":${this.#runs.length}}`);
      this.#runs.push([piece]);
    }
    this.#keptTo = end;
  }

  finish(end: number): CutObject<P> {
    this.#kept.push(this.#text.slice(this.#keptTo, end));
    return { skeleton: this.#kept.join(''), runs: this.#runs };
  }

  /** Whether nothing but a comma stands between the last piece and the next. */
  #isCommaBefore(start: number): boolean {
    COMMA.lastIndex = this.#keptTo;
    return COMMA.test(this.#text) && COMMA.lastIndex === start;
  }
}
