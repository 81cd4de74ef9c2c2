import { PickerGroups } from '../picker-groups.js';
import type { RuleWrapper } from '../picker.js';
import { splitBy } from '../pool.js';
import { groupsOf, NarrowingPicker } from './narrowing-picker.js';

export interface HintOptions {
  /** For requests without a hint: `hint.<service>`, else `hint.default`. @default 'default' */
  readonly hint?: string;
}

const ALL = '';

/** Only instances whose metadata `hint` is that of the request; all, when there is none (client.md 6.7, hint supplier). */
export function byHint(options: HintOptions = {}): RuleWrapper {
  const standing = options.hint ?? 'default';
  return (inner) => ({
    build(pool, previous) {
      const parts = splitBy(pool, (candidate) => candidate.hint || undefined);
      const usable = new Set([...parts].filter(([, part]) => part.usable.length > 0).map(([hint]) => hint));
      const groups = new PickerGroups(inner, parts.set(ALL, pool), groupsOf(previous));
      return new NarrowingPicker(groups, (request) => {
        const hint = request.hint || standing;
        return usable.has(hint) ? hint : ALL;
      });
    },
  });
}
