import { plain } from '../plain.js';
import { textTable } from '../text-table.js';
import type { Action, OrderResult } from './order.js';

export type Counts = Readonly<Record<OrderResult['outcome'], number>>;

export function countsOf(results: readonly OrderResult[]): Counts {
  const counts = { changed: 0, unchanged: 0, unknown: 0, failed: 0 };
  for (const { outcome } of results) counts[outcome] += 1;
  return counts;
}

const VERBS: Readonly<Record<Action, string>> = {
  drain: 'drain',
  restore: 'restore',
  evict: 'evict',
  override: 'override the status of',
  weight: 'set the weight of',
  metadata: 'set metadata of',
};

/** What became of an order, a line for each instance. */
export function orderText(results: readonly OrderResult[]): string {
  return textTable(
    ['APPLICATION', 'INSTANCE', 'OUTCOME', 'WAS', 'IS', 'UNTIL'],
    results.map((result) => [
      result.app,
      result.id ?? '-',
      result.outcome === 'unknown' ? 'not registered' : (result.message ?? result.outcome),
      result.before ?? '-',
      result.after ?? '-',
      result.until === undefined ? '-' : new Date(result.until).toISOString(),
    ]),
  );
}

const SHOWN = 20;

/** What an order would do to several instances. */
export function previewText(action: Action, app: string, ids: readonly string[]): string {
  if (ids.length === 0) {
    return `this would ${VERBS[action]} every instance of ${plain(app)}, and none is registered now; say --yes to do it`;
  }
  const names = ids
    .slice(0, SHOWN)
    .map((id) => plain(id))
    .join(', ');
  const more = ids.length > SHOWN ? ` and ${ids.length - SHOWN} more` : '';
  const count = ids.length === 1 ? '1 instance' : `${ids.length} instances`;
  return `this would ${VERBS[action]} ${count} of ${plain(app)}: ${names}${more}; say --yes to do it`;
}
