import { below, pickDrawn } from '../picker.js';
import type { Picker, Random, Rule } from '../picker.js';
import type { Pool } from '../pool.js';

/** Any instance, each as likely as the other. */
export class RandomChoice implements Rule {
  constructor(private readonly random: Random) {}

  build(pool: Pool): Picker {
    const draw = (): number => below(pool.usable.length, this.random);
    return { pick: (request) => pickDrawn(pool, draw, request) };
  }
}
