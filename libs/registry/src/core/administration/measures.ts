import type { Clock } from '@nest-eureka/time';
import { isLater } from './measure.js';
import type { Measure, MeasureKind } from './measure.js';

export interface MeasuresSettings {
  /** Those that were not touched for longest go first. @default 20_000 */
  readonly capacity: number;
  /** How long one that is over is remembered, in ms; longer than any node is cut off. @default 86_400_000 */
  readonly rememberMs: number;
}

export const DEFAULT_MEASURES: MeasuresSettings = { capacity: 20_000, rememberMs: 86_400_000 };

/** What operators have decided about instances, here or at another node of ours. */
export class Measures {
  readonly #measures = new Map<string, Measure>();
  #hear: (measure: Measure) => void = () => undefined;

  constructor(
    private readonly clock: Clock,
    private readonly settings: MeasuresSettings = DEFAULT_MEASURES,
  ) {}

  /** One other is told of each word that counts from now on. */
  listen(hear: (measure: Measure) => void): void {
    this.#hear = hear;
  }

  /** Those in force, and those that are over and still remembered. */
  get size(): number {
    return this.#measures.size;
  }

  /** In force: neither lifted nor past its end. */
  find(kind: MeasureKind, app: string, id: string): Measure | undefined {
    if (this.#measures.size === 0) return undefined;
    const measure = this.#measures.get(keyOf({ kind, app, id }));
    return measure !== undefined && this.#isInForce(measure) ? measure : undefined;
  }

  /** The last word, also one that is over. */
  last(kind: MeasureKind, app: string, id: string): Measure | undefined {
    return this.#measures.get(keyOf({ kind, app, id }));
  }

  inForce(): readonly Measure[] {
    return this.all().filter((measure) => this.#isInForce(measure));
  }

  /** Also those that are over: what other nodes are told. */
  all(): readonly Measure[] {
    return [...this.#measures.values()];
  }

  /** A decision of this node: it is the later word, however wrong another node's clock was. */
  put(measure: Omit<Measure, 'at' | 'isOver'>): Measure {
    return this.#store({ ...measure, at: this.#nextAt(measure), isOver: false });
  }

  /** It does not count any more; undefined when nothing was there. */
  lift(kind: MeasureKind, app: string, id: string): Measure | undefined {
    const measure = this.#measures.get(keyOf({ kind, app, id }));
    if (measure === undefined || measure.isOver) return undefined;
    this.#store({ ...measure, at: this.#nextAt(measure), isOver: true });
    return measure;
  }

  /** Takes over what another node was told where it is the later word; false where it is not. */
  learn(measure: Measure): boolean {
    const known = this.#measures.get(keyOf(measure));
    if (known !== undefined && !isLater(measure, known)) return false;
    this.#store(measure);
    return true;
  }

  /** Ends those whose time has come, and forgets what has been over for long. Tells which ended. */
  endDue(): readonly Measure[] {
    const now = this.clock.now();
    const due = this.all().filter(({ isOver, until }) => !isOver && until !== undefined && until <= now);
    for (const { kind, app, id } of due) this.lift(kind, app, id);
    for (const [key, { isOver, at }] of this.#measures) {
      if (isOver && now - at > this.settings.rememberMs) this.#measures.delete(key);
    }
    return due;
  }

  #isInForce({ isOver, until }: Measure): boolean {
    return !isOver && (until === undefined || until > this.clock.now());
  }

  #nextAt(measure: Pick<Measure, 'kind' | 'app' | 'id'>): number {
    return Math.max(this.clock.now(), (this.#measures.get(keyOf(measure))?.at ?? 0) + 1);
  }

  #store(measure: Measure): Measure {
    const key = keyOf(measure);
    this.#measures.delete(key);
    this.#measures.set(key, measure);
    for (const oldest of this.#measures.keys()) {
      if (this.#measures.size <= this.settings.capacity) break;
      this.#measures.delete(oldest);
    }
    this.#hear(measure);
    return measure;
  }
}

/** With the name's length in front, so that no two instances share a key. */
function keyOf({ kind, app, id }: Pick<Measure, 'kind' | 'app' | 'id'>): string {
  return `${kind} ${app.length}:${app}${id}`;
}
