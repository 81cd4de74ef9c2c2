import { useCallback, useContext, useState } from 'react';
import type { Answer, Fault } from '../api/answer.js';
import type { Page } from '../api/operation-shapes.js';
import type { Query } from '../api/registry-api.js';
import { RegistryContext } from '../live/registry-context.js';
import { useResource } from '../live/use-resource.js';

const PAGE = 100;
/** The server's own bound. */
const MOST_AT_ONCE = 1_000;

export interface Pages<T> {
  readonly rows: readonly T[] | undefined;
  /** Of the whole registry. */
  readonly instances: number;
  readonly applications: number;
  readonly hasMore: boolean;
  readonly fault: Fault | undefined;
  readonly more: () => void;
}

/** A list that is read as far as it was looked at, and again whenever something changes. */
export function usePages<T>(path: string, query: Query): Pages<T> {
  const { api } = useContext(RegistryContext);
  const key = JSON.stringify([path, query]);
  const [wanted, setWanted] = useState({ key, count: PAGE });
  const count = wanted.key === key ? wanted.count : PAGE;
  const read = useCallback(
    () => readPages<T>(count, (limit, cursor) => api.get(path, { ...query, limit, cursor })),
    [api, count, key],
  );
  const { value, fault } = useResource(`${key}${count > PAGE ? ` ${count}` : ''}`, read);
  const [last, setLast] = useState<{ readonly key: string; readonly value: Page<T> }>();
  if (value !== undefined && (last?.key !== key || last.value !== value)) setLast({ key, value });
  // while more is read, and while another filter is, what was there stays
  const shown = value ?? last?.value;
  const more = useCallback(
    () => setWanted({ key, count: (shown?.rows.length ?? 0) + PAGE * 2 }),
    [key, shown?.rows.length],
  );
  return {
    rows: shown?.rows,
    instances: shown?.instances ?? 0,
    applications: shown?.applications ?? 0,
    hasMore: shown?.next !== undefined,
    fault,
    more,
  };
}

async function readPages<T>(
  count: number,
  read: (limit: string, cursor: string | undefined) => Promise<Answer<Page<T>>>,
): Promise<Answer<Page<T>>> {
  const rows: T[] = [];
  let cursor: string | undefined;
  for (;;) {
    const answer = await read(String(Math.min(count - rows.length, MOST_AT_ONCE)), cursor);
    if (answer.kind !== 'ok') return answer;
    rows.push(...answer.value.rows);
    cursor = answer.value.next;
    if (cursor === undefined || rows.length >= count) return { kind: 'ok', value: { ...answer.value, rows } };
  }
}
