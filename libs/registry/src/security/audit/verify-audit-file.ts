import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { hashOfLine, NO_PREDECESSOR, readAuditLine } from './audit-line.js';

/** What became of checking an audit. */
export type AuditVerdict =
  /** Every line follows from the one before; `hash` is the last line's, to be compared with one written down elsewhere. */
  | {
      readonly kind: 'intact';
      readonly entries: number;
      readonly hash: string;
      /** Numbers of lines that were cut off when a process ended. */
      readonly tornLines: readonly number[];
    }
  | { readonly kind: 'broken'; readonly line: number; readonly reason: string };

/**
 * Checks the chain of an audit file, line by line, whatever its size. A file that was cut back to an earlier whole line is
 * intact by itself: only its count and last hash tell.
 * Rejects when the file cannot be read.
 */
export async function verifyAuditFile(path: string): Promise<AuditVerdict> {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: 0 });
  const chain = new AuditChain();
  for await (const line of lines) {
    const fault = chain.add(line);
    if (fault !== undefined) return fault;
  }
  return chain.verdict();
}

/** The chain as far as it has been read. */
export class AuditChain {
  #lines = 0;
  #entries = 0;
  #hash = NO_PREDECESSOR;
  #isTorn = false;
  readonly #torn: number[] = [];

  /** Takes the next line; what it answers ends the check. */
  add(line: string): AuditVerdict | undefined {
    this.#lines++;
    const record = readAuditLine(line);
    if (record === undefined) {
      if (this.#isTorn) return this.#broken('two lines that are no entries follow each other');
      this.#isTorn = true;
      this.#torn.push(this.#lines);
      this.#hash = hashOfLine(line);
      return undefined;
    }
    if (record.previous !== this.#hash)
      return this.#broken('it does not follow from the line before, which was changed');
    if (record.number !== this.#entries + 1)
      return this.#broken(`it is entry ${record.number}, not ${this.#entries + 1}`);
    if ((record.afterTorn === true) !== this.#isTorn)
      return this.#broken('the line before is no entry and not known as torn');
    this.#entries++;
    this.#isTorn = false;
    this.#hash = hashOfLine(line);
    return undefined;
  }

  verdict(): AuditVerdict {
    return { kind: 'intact', entries: this.#entries, hash: this.#hash, tornLines: this.#torn };
  }

  #broken(reason: string): AuditVerdict {
    return { kind: 'broken', line: this.#lines, reason };
  }
}
