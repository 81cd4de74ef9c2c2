import type { TimerClock } from '@nest-eureka/time';
import type { Payload } from '../payload.js';

/** A compression whose result was of use for less than this many times what it took was not worth it. */
const WORTH_FACTOR = 100;

/** Documents that wait at the same time; of more than these, which nobody has, the rest stays as it is. */
const MAX_PLANS = 64;

/** A document that is to be compressed again, and better. */
export interface QuietPlan {
  readonly plain: Payload;
  /** Whether the document still is what readers get. */
  readonly isCurrent: () => boolean;
  /** Takes the better bytes. */
  readonly keep: (compressed: Payload) => void;
}

interface DuePlan extends QuietPlan {
  readonly dueAt: number;
}

/** A run that is over. */
interface Run {
  readonly isCurrent: () => boolean;
  readonly tookMs: number;
  readonly endedAt: number;
}

/**
 * Compresses documents better once nothing has changed in them for a while, one at a time. A registry that is quiet only now
 * and then costs little: after a result that was soon out of date the next run waits a hundred times as long as that one took,
 * which bounds the work to about 1 % of a core.
 */
export class QuietCompression {
  readonly #plans = new Map<string, DuePlan>();
  #isArmed = false;
  #lastRun: Run | undefined;

  /** `quietMs`: how long a document stays the same before it is compressed again. */
  constructor(
    private readonly compress: (plain: Payload) => Promise<Payload>,
    private readonly clock: TimerClock,
    private readonly quietMs: number,
  ) {}

  /** Takes the place of an older plan of that name. */
  plan(name: string, plan: QuietPlan): void {
    this.#plans.delete(name);
    if (this.#plans.size >= MAX_PLANS) return;
    this.#plans.set(name, { ...plan, dueAt: this.clock.monotonic() + this.quietMs });
    this.#arm();
  }

  #arm(): void {
    const [first] = this.#plans.values();
    if (this.#isArmed || first === undefined) return;
    this.#isArmed = true;
    const at = Math.max(first.dueAt, this.#restsUntil());
    this.clock.after(Math.max(0, at - this.clock.monotonic()), () => void this.#run());
  }

  /** One document, the one that has been the same for longest; plans stand in the order in which they fall due. */
  async #run(): Promise<void> {
    for (const [name, plan] of this.#plans) {
      if (plan.dueAt > this.clock.monotonic() || this.#restsUntil() > this.clock.monotonic()) break;
      this.#plans.delete(name);
      if (!plan.isCurrent()) continue;
      await this.#compress(plan);
      break;
    }
    this.#isArmed = false;
    this.#arm();
  }

  async #compress({ plain, isCurrent, keep }: QuietPlan): Promise<void> {
    const startedAt = this.clock.monotonic();
    try {
      keep(await this.compress(plain));
    } catch {
      // the bytes at hand are good; only smaller ones were wanted
    }
    const endedAt = this.clock.monotonic();
    this.#lastRun = { isCurrent, tookMs: endedAt - startedAt, endedAt };
  }

  #restsUntil(): number {
    const last = this.#lastRun;
    if (last === undefined || last.isCurrent()) return 0;
    return last.endedAt + WORTH_FACTOR * last.tookMs;
  }
}
