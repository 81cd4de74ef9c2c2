import { deliberateDifferences } from '../deliberate.mjs';

/**
 * The table of differences we mean, asked one difference at a time; remembers which entries were of use.
 * An entry: `{ case, field, java?, ours?, reason, section, only? }`, patterns against the case's name, the field's
 * path and the two values; `only` limits it to one mode.
 */
export class Deliberate {
  #uses = new Map();
  #reached = new Set();

  constructor(entries = deliberateDifferences) {
    this.entries = entries;
  }

  /** The differences that no entry covers. */
  unexpected(label, caseName, differences) {
    const candidates = this.entries.filter((entry) => entry.case.test(caseName) && (entry.only ?? label) === label);
    for (const entry of candidates) this.#reached.add(entry);
    return differences.filter((difference) => {
      const entry = candidates.find((each) => covers(each, difference));
      if (entry) this.#uses.set(entry, (this.#uses.get(entry) ?? 0) + 1);
      return entry === undefined;
    });
  }

  /** Entries whose cases ran and that covered nothing. */
  unused() {
    return [...this.#reached].filter((entry) => !this.#uses.has(entry));
  }
}

function covers({ field, java = /(?:)/, ours = /(?:)/ }, difference) {
  return field.test(difference.field) && java.test(difference.java) && ours.test(difference.ours);
}
