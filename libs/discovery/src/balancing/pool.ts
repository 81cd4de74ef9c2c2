import type { Candidate } from './candidate.js';

/** The instances of one service, sorted by whether they may be called. Each stands in exactly one list. */
export interface Pool {
  /** UP and not ejected; the only ones that are picked. */
  readonly usable: readonly Candidate[];
  /** UP, but taken out for a while because calls to them failed. */
  readonly ejected: readonly Candidate[];
  /** Registered with any other status. */
  readonly down: readonly Candidate[];
}

export const EMPTY_POOL: Pool = { usable: [], ejected: [], down: [] };

/** The pool of a snapshot as the registry shows it, in its order. */
export function poolOf(candidates: readonly Candidate[]): Pool {
  const down = candidates.filter((candidate) => candidate.status !== 'UP');
  const usable = down.length === 0 ? candidates : candidates.filter((candidate) => candidate.status === 'UP');
  return { usable, ejected: [], down };
}

/** The part of a pool that answers the description. */
export function narrowed(pool: Pool, belongs: (candidate: Candidate) => boolean): Pool {
  return {
    usable: pool.usable.filter(belongs),
    ejected: pool.ejected.filter(belongs),
    down: pool.down.filter(belongs),
  };
}

/** The pool split by a key; candidates without one are in no part. */
export function splitBy(pool: Pool, keyOf: (candidate: Candidate) => string | undefined): Map<string, Pool> {
  const parts = new Map<string, Record<keyof Pool, Candidate[]>>();
  for (const list of ['usable', 'ejected', 'down'] as const) {
    for (const candidate of pool[list]) {
      const key = keyOf(candidate);
      if (key === undefined) continue;
      let part = parts.get(key);
      if (part === undefined) parts.set(key, (part = { usable: [], ejected: [], down: [] }));
      part[list].push(candidate);
    }
  }
  return parts;
}
