import { below, pickDrawn } from '../picker.js';
import type { Picker, PickRequest, PickResult, Random, Rule } from '../picker.js';
import type { Pool } from '../pool.js';
import { AliasTable } from './alias-table.js';

export interface WeightedResponseTimeOptions {
  /** How long weights are used before they are computed anew, ms. @default 1000 */
  readonly refreshMs?: number;
}

/** At random in inverse proportion to recent response times; who has not been measured yet counts as average. */
export class WeightedResponseTime implements Rule {
  constructor(
    private readonly random: Random,
    private readonly options: WeightedResponseTimeOptions = {},
  ) {}

  build(pool: Pool): Picker {
    return new WeightedResponseTimePicker(pool, this.random, this.options.refreshMs ?? 1000);
  }
}

class WeightedResponseTimePicker implements Picker {
  #table: AliasTable | undefined;
  #refreshAt = -Infinity;
  readonly #draw = (): number => this.#table?.draw(this.random) ?? below(this.pool.usable.length, this.random);

  constructor(
    private readonly pool: Pool,
    private readonly random: Random,
    private readonly refreshMs: number,
  ) {}

  pick(request: PickRequest): PickResult {
    if (request.now >= this.#refreshAt) {
      this.#refreshAt = request.now + this.refreshMs;
      this.#table = new AliasTable(speeds(this.pool, request.now));
    }
    return pickDrawn(this.pool, this.#draw, request);
  }
}

/** 1 / ms. Times fade while nothing is measured, so that a slow instance is tried again; below 1 ms all are alike. */
function speeds({ usable }: Pool, now: number): number[] {
  let sum = 0;
  let measured = 0;
  for (const { stats } of usable) {
    if (stats.answers === 0) continue;
    sum += 1 / Math.max(1, stats.fadingLatencyMs(now));
    measured += 1;
  }
  const mean = measured === 0 ? 1 : sum / measured;
  return usable.map(({ stats }) => (stats.answers === 0 ? mean : 1 / Math.max(1, stats.fadingLatencyMs(now))));
}
