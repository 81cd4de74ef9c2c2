import { whyUnused } from '../options/option-table.js';
import type { TableOption } from '../options/option-table.js';
import type { Audience } from '../options/option.js';

/** Who has a use for an option. */
export function usersOf(option: TableOption): readonly Audience[] {
  return (['registry', 'discovery'] as const).filter((audience) => whyUnused(option, audience) === undefined);
}
