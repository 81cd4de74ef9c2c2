import { useContext, useRef } from 'react';
import type { HistoryDocument, HistoryPoint } from '../api/history-shapes.js';
import { joinedHistory } from './joined-history.js';
import { RegistryContext } from './registry-context.js';
import { useResource } from './use-resource.js';

export interface History {
  readonly everyMs: number;
  /** The oldest first; the last is still growing. */
  readonly points: readonly HistoryPoint[];
}

/** The last hour as the server has it, read once and then gone on with. */
export function useHistory(): History | undefined {
  const { api } = useContext(RegistryContext);
  const known = useRef<readonly HistoryPoint[]>([]);
  const { value } = useResource<History>('history', async () => {
    const since = known.current.at(-1)?.at;
    const answer = await api.get<HistoryDocument>('x/history', { since: since?.toFixed() });
    if (answer.kind !== 'ok') return answer;
    known.current = joinedHistory(known.current, answer.value);
    const { everyMs, now } = answer.value;
    return { kind: 'ok', value: { everyMs, points: [...known.current, now] } };
  });
  return value;
}
