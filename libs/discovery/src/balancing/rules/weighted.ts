import { pickDrawn } from '../picker.js';
import type { Picker, Random, Rule } from '../picker.js';
import type { Pool } from '../pool.js';
import { AliasTable } from './alias-table.js';

/** At random in proportion to metadata `weight`. */
export class Weighted implements Rule {
  constructor(private readonly random: Random) {}

  build(pool: Pool): Picker {
    const table = new AliasTable(pool.usable.map((candidate) => candidate.weight));
    const draw = (): number => table.draw(this.random);
    return { pick: (request) => pickDrawn(pool, draw, request) };
  }
}
