import { deliberateDifferences } from '../deliberate.mjs';

/**
 * The table of differences we mean, asked one case at a time; remembers which entries were of use.
 * An entry: `{ case, method?, statuses?, field?, java?, ours?, only?, reason, section }`: patterns against the case's
 * name, the request's method, the field's path and the two values; `statuses` are Java's and ours; `only` is one mode.
 */
export class Deliberate {
  #used = new Set();
  #reached = new Set();

  constructor(entries = deliberateDifferences) {
    this.entries = entries;
  }

  /** The differences of `result` that no entry covers. */
  unexpected(caseName, request, { label, java, ours, differences }) {
    const candidates = this.entries.filter(
      (entry) =>
        (entry.case ?? ANY).test(caseName) &&
        (entry.method ?? ANY).test(request.method) &&
        (entry.only ?? label) === label &&
        (entry.statuses === undefined || (entry.statuses[0] === java.status && entry.statuses[1] === ours.status)),
    );
    for (const entry of candidates) this.#reached.add(entry);
    return differences.filter((difference) => {
      const entry = candidates.find((each) => covers(each, difference));
      if (entry) this.#used.add(entry);
      return entry === undefined;
    });
  }

  /** Whether a case ran that the entry speaks of. */
  reached(entry) {
    return this.#reached.has(entry);
  }

  /** Whether it covered a difference. */
  met(entry) {
    return this.#used.has(entry);
  }
}

const ANY = /(?:)/;

function covers({ field = ANY, java = ANY, ours = ANY }, difference) {
  return field.test(difference.field) && java.test(difference.java) && ours.test(difference.ours);
}
