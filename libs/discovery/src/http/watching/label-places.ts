/** One that has labels of its own. */
export interface LabelPlace {
  /** How many requests are under way: until they have ended it keeps its place. */
  active: number;
  /** What there is of it, by name and labels. */
  readonly series: Map<string, Series>;
}

/** One line of a metric. */
export interface Series {
  remove(): void;
}

interface Held extends LabelPlace {
  usedAt: number;
}

/**
 * Bounds the values of a label: the first so many have places of their own, the others share one. Who is not called for a
 * while gives its place, with what was counted, to the next that asks. Instants are monotonic ms.
 */
export class LabelPlaces {
  readonly #held = new Map<string, Held>();

  constructor(
    private readonly limit: number,
    private readonly idleMs: number,
  ) {}

  /** Undefined when all are taken. */
  of(key: string, now: number): LabelPlace | undefined {
    const held = this.#held.get(key) ?? this.#taken(now);
    if (held === undefined) return undefined;
    // the order is that of use
    this.#held.delete(key);
    this.#held.set(key, held);
    held.usedAt = now;
    return held;
  }

  #taken(now: number): Held | undefined {
    if (this.#held.size >= this.limit) this.#forgetOne(now);
    return this.#held.size < this.limit ? { active: 0, series: new Map(), usedAt: now } : undefined;
  }

  #forgetOne(now: number): void {
    for (const [key, { active, series, usedAt }] of this.#held) {
      if (now - usedAt < this.idleMs) return;
      if (active > 0) continue;
      this.#held.delete(key);
      for (const one of series.values()) one.remove();
      return;
    }
  }
}
